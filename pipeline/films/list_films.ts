/** The films in a folder, each with the id of its video. */
import { basename, join } from "node:path";
import { type Diagnostic, UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { filesBelow } from "../data/files_below.ts";
import { filmEnding } from "../files/film_ending.ts";
import { isFolder, requireRegular } from "../files/reading.ts";

/** A film of a data set. */
export interface Film {
  /** What its features and annotations are called: its path below the folder, without the ending. */
  readonly id: string;
  readonly path: string;
}

/** What a folder holds. */
export interface FoundFilms {
  readonly films: readonly Film[];
  /** Names of the other files. */
  readonly others: readonly string[];
}

/**
 * Finds films in a folder and below it, or takes one film.
 *
 * @throws {UserError} When there is none, and where two films would have one id.
 */
export async function listFilms(path: string): Promise<FoundFilms> {
  if (!isFolder(path)) {
    await requireRegular(path);
    return { films: [{ id: idOf(basename(path)), path }], others: [] };
  }
  const names = await filesBelow(path);
  const [films, others] = [true, false].map((isFilm) =>
    names.filter((name) => (filmEnding(name) !== undefined) === isFilm)
  );
  if (films!.length === 0) {
    throw userError(
      `No film in "${path}"${others!.length > 0 ? `: it has "${others![0]}"` : ", which is empty"}`,
      "films end in .mp4, .mov, .mkv, .webm, .avi and the like; one with another ending can be named itself",
    );
  }
  const found = films!.map((name) => ({ id: idOf(name), path: join(path, name), name }));
  const twice = [...Map.groupBy(found, ({ id }) => id).values()].filter(({ length }) => length > 1);
  if (twice.length > 0) {
    const diagnostics = twice.map((same): Diagnostic => ({
      message: `Two films would be video "${same[0]!.id}": ${
        same.map(({ name }) => `"${name}"`).join(" and ")
      }`,
      hint: "rename one of them",
    }));
    throw new UserError(`Cannot tell the films in "${path}" apart`, diagnostics);
  }
  return { films: found.map(({ id, path }) => ({ id, path })), others: others! };
}

function idOf(name: string): string {
  return name.replace(/(?<=[^/])\.[^./]+$/, "").normalize();
}
