/** Finds the films of videos in a folder. */
import { join, resolve } from "node:path";
import { filmEnding } from "../../files/film_ending.ts";
import { readFolder } from "../../files/reading.ts";
import { filmType } from "./media.ts";

/** Folders below it that are looked into. */
const DEEPEST = 3;

/** Films that were found, and the videos without one. */
export interface FilmPaths {
  /** Absolute, by video. */
  readonly paths: ReadonlyMap<string, string>;
  readonly without: readonly string[];
}

/**
 * The films in a folder that are named after videos: `<video>.mp4` and the like, or the video itself.
 *
 * @throws {UserError} When it cannot be looked into.
 */
export async function findFilms(folder: string, ids: readonly string[]): Promise<FilmPaths> {
  const films = new Map<string, string>();
  await collectFilms(resolve(folder), "", films, DEEPEST);
  const paths = new Map<string, string>();
  for (const id of ids) {
    const path = films.get(id);
    if (path !== undefined) paths.set(id, path);
  }
  return { paths, without: ids.filter((id) => !paths.has(id)) };
}

/** Notes films under their names with and without ending, and without the sub-folder; the first of a name counts. */
async function collectFilms(folder: string, below: string, films: Map<string, string>, depth: number) {
  for (const { name, isDirectory } of await readFolder(folder)) {
    const path = join(folder, name);
    if (isDirectory) {
      if (depth > 0) await collectFilms(path, `${below}${name}/`, films, depth - 1);
      continue;
    }
    // Sounds are coded, too.
    if (!filmEnding(name) && !filmType(name)) continue;
    const stem = name.slice(0, name.lastIndexOf("."));
    for (const key of [`${below}${name}`, `${below}${stem}`, name, stem]) {
      if (!films.has(key)) films.set(key, path);
    }
  }
}
