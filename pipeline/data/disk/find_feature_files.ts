/** Finds the feature files of videos that nothing else is known of. */
import { basename, dirname, join } from "node:path";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import type { Mistakes } from "../../annotations/mistakes.ts";
import { readNameList } from "../../annotations/name_list.ts";
import { filmEnding } from "../../files/film_ending.ts";
import { isFolder, isThere, readError, readFolder } from "../../files/reading.ts";
import { suggestInner } from "./feature_folders.ts";

/** The files of one video, one per source in the recipe's order. */
export type FeaturePaths = readonly string[];

/** What finding files needs to know of a source. */
export interface SourceEnding {
  readonly name: string;
  /** What the names of its files end in. */
  readonly ending: string;
  /** The videos of a file, of formats whose files hold several. */
  readonly videosIn?: ((path: string) => Promise<readonly string[]>) | undefined;
}

type Sources = readonly [SourceEnding, ...SourceEnding[]];

/** What names of lists of files end in. */
export const LIST = ".txt";

/**
 * The files of every video in `paths`: a folder with a sub-folder per source (such as `<folder>/<source>/<video>.npy`);
 * feature files, in such sub-folders where there are several sources, of which one names the video; folders of them where
 * there is one source; or a list of files, one path a line, relative to the list.
 *
 * @param mistakes Gets videos with two files of a source or without one.
 * @throws {UserError} When a path is none of these.
 */
export async function findFeatureFiles(
  paths: readonly string[],
  sources: readonly SourceEnding[],
  mistakes: Mistakes,
): Promise<Map<string, FeaturePaths>> {
  const all = (await Promise.all(paths.map((path) => listed(path, sources, mistakes)))).flat();
  if (all.length === 0) mistakes.throwIfAny();
  const film = all.find(filmEnding);
  if (film !== undefined) throw filmError(film, sources[0]!.ending);
  const [first, ...others] = sources as Sources;
  const found = new Map<string, FeaturePaths>();
  const add = (id: string, files: FeaturePaths) => {
    const other = found.get(id)?.[0];
    if (other === undefined) found.set(id, files);
    else if (other !== files[0]) {
      mistakes.add(() => ({
        message: `Video "${id}" has two files: "${other}" and "${files[0]}"`,
        hint: "a video is known by the name of its file: rename one of them, or leave it out",
      }), { kind: "two files", example: `"${id}"` });
    }
  };
  if (others.length === 0) {
    const files = await Promise.all(all.map((path) => listFiles(path, first, first.name)));
    const { videosIn } = first;
    for (const file of files.flat()) {
      const ids = videosIn
        ? await mistakes.attempt(() => videosIn(file)) ?? []
        : [basename(file, first.ending)];
      for (const id of ids) add(id, [file]);
    }
    return found;
  }
  for (const { root, id } of await inSources(all, sources as Sources)) {
    const files = sources.map(({ name, ending }) => join(root, name, `${id}${ending}`));
    const absent = sources.findIndex((_, i) => !isThere(files[i]!));
    if (absent < 0) add(id, files);
    else {
      mistakes.add(() => ({
        message: `Video "${id}" has no ${sources[absent]!.name} features: there is no file "${
          files[absent]
        }"`,
        hint: `the model reads ${
          namesOf(sources)
        } of every video: make the file, or name the videos that have all`,
      }), { kind: `no ${sources[absent]!.name}`, example: `"${id}"` });
    }
  }
  return found;
}

function filmError(film: string, ending: string): Error {
  return userError(
    `"${film}" is a film: walt reads features`,
    `run the extractor of the training features over it, and name the ${ending} file that it writes`,
  );
}

function namesOf(sources: readonly SourceEnding[]): string {
  return sources.map(({ name }) => name).join(" and ");
}

/** A path, or those that a list has. */
async function listed(
  path: string,
  sources: readonly SourceEnding[],
  mistakes: Mistakes,
): Promise<readonly string[]> {
  const isList = path.endsWith(LIST) && sources.every(({ ending }) => ending !== LIST) && !isFolder(path);
  if (!isList) return [path];
  const { names } = await readNameList(path, "feature file", mistakes);
  return names.flatMap(({ name, place }) => {
    const file = name.startsWith("/") ? name : join(dirname(path), name);
    if (isThere(file)) return [file];
    mistakes.add(() => ({
      message: `There is no file "${file}"`,
      place,
      hint: "write paths relative to the list, or absolute ones",
    }), { kind: "no listed file", example: `"${name}"` });
    return [];
  });
}

/** The videos of files, and of one folder, that lie in sub-folders named after sources. */
async function inSources(
  paths: readonly string[],
  sources: Sources,
): Promise<readonly { readonly root: string; readonly id: string }[]> {
  const [{ name: first, ending }] = sources;
  const [folder] = paths;
  if (paths.length === 1 && isFolder(join(folder!, first))) {
    const files = await listFiles(join(folder!, first), sources[0]);
    return files.map((file) => ({ root: folder!, id: basename(file, ending) }));
  }
  const videos = paths.flatMap((path) => {
    const of = sources.find(({ name, ending }) => basename(dirname(path)) === name && path.endsWith(ending));
    return of && !isFolder(path) ? [{ root: dirname(dirname(path)), id: basename(path, of.ending) }] : [];
  });
  if (videos.length === paths.length && videos.length > 0) return videos;
  const inner = paths.length === 1 ? await suggestInner(folder!, first) : undefined;
  throw userError(
    `The model reads ${sources.length} sources (${
      sources.map(({ name }) => name).join(", ")
    }): expected one folder with a sub-folder for each, or files in such sub-folders`,
    inner ?? `lay the files out as <folder>/${first}/<video>${ending}`,
  );
}

/** The feature files of a path: itself, those in it, or those in its sub-folder `inner`. */
async function listFiles(
  path: string,
  { ending, videosIn }: Pick<SourceEnding, "ending" | "videosIn">,
  inner?: string,
): Promise<string[]> {
  const { isDirectory } = await Deno.stat(path).catch((error) => {
    throw readError(
      path,
      error,
      `name ${ending} files, or a folder with one sub-folder per source`,
    );
  });
  if (!isDirectory) return [path];
  const entries = (await readFolder(path)).filter(({ name }) => !name.startsWith("."));
  const files = entries.filter(({ name, isDirectory }) => name.endsWith(ending) && !isDirectory);
  if (files.length > 0) return files.map(({ name }) => join(path, name));
  const film = entries.find(({ name }) => filmEnding(name));
  if (film) throw filmError(join(path, film.name), ending);
  const none = `No ${ending} file in "${path}"`;
  const oneFile = videosIn
    ? `the model reads one ${ending} file of all videos: name it`
    : `features are one ${ending} file per video`;
  if (inner === undefined) throw userError(none, oneFile);
  const within = join(path, inner);
  if (isFolder(within)) return await listFiles(within, { ending, videosIn });
  throw userError(none, await suggestInner(path, inner, ending) ?? oneFile);
}
