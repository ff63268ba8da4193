/** Feature files of videos that nothing else is known of: a folder with one sub-folder per source, or single files. */
import { basename, join } from "node:path";
import { UserError, userError } from "../../../specs/diagnostics/diagnostics.ts";
import type { FeaturesSection } from "../../../specs/recipe/mod.ts";
import type { Video } from "../dataset.ts";
import { suggestInner } from "./feature_folders.ts";
import { featureReader } from "./feature_rows.ts";
import { commonLength, type SourceLength } from "./lengths.ts";
import { collectMistakes, type Mistakes } from "../../annotations/mistakes.ts";
import { FORMAT } from "./format.ts";
import { predictedRates } from "./predicted_rates.ts";
import { isFolder, readError, readFolder } from "../../files/reading.ts";

/** Videos that are found as feature files. */
export interface FeatureFiles {
  /** By name. */
  readonly videos: readonly Video[];
  /** D: the widths of all sources together. */
  readonly width: number;
  /** The features [L, D] of a video. */
  read(video: Video): Promise<Float32Array>;
}

/** Where the frame rates of videos come from besides section `features`. */
export interface FeatureFilesOptions {
  /** Frames per second of every video, instead of what the section says. */
  readonly fps?: number | undefined;
  /** The folder that a file of frame rates is relative to. */
  readonly root?: string | undefined;
}

/** The files of one video, one per source in the recipe's order. */
type Paths = readonly string[];

/**
 * Finds the videos in `paths`: one folder with a sub-folder per source (`<folder>/<source>/<video>.npy`), or `.npy`
 * files and folders of them where the recipe has one source.
 *
 * @throws {UserError} With every file that is missing, has another width, or another length than its fellows, the videos
 * without a frame rate, and those with two files of one source.
 */
export async function openFeatureFiles(
  paths: readonly string[],
  { sources, length_mismatch: rule }: FeaturesSection,
  { fps: stated, root = "" }: FeatureFilesOptions = {},
): Promise<FeatureFiles> {
  const [{ fps, stride }] = Object.values(sources) as [FeaturesSection["sources"][string]];
  const mistakes = collectMistakes("Cannot read the features");
  const found = await findVideos(paths, Object.keys(sources), mistakes);
  const fpsOf = await predictedRates(root, stated ?? fps, [...found.keys()], mistakes);
  const videos: Video[] = [];
  const readable = Object.values(sources).map(({ width }) => ({
    width,
    files: new Map<string, { readonly path: string; readonly rows: number }>(),
  }));
  for (const [id, files] of found) {
    const lengths = await sourceLengths(files, sources, mistakes);
    lengths.forEach(({ rows }, i) => readable[i]!.files.set(id, { path: files[i]!, rows }));
    const length = commonLength(id, lengths, rule);
    if (typeof length !== "number") {
      mistakes.add(() => length, { kind: "lengths differ", example: `"${id}"` });
      continue;
    }
    videos.push({ id, split: "test", labels: [], length, fps: fpsOf(id) ?? NaN, stride, segments: [] });
  }
  mistakes.throwIfAny();
  const width = readable.reduce((sum, source) => sum + source.width, 0);
  return { videos, width, read: featureReader(readable, 0).read };
}

/** The files of every video; of one that has two, the second is noted as a mistake. */
async function findVideos(
  paths: readonly string[],
  sources: readonly string[],
  mistakes: Mistakes,
): Promise<Map<string, Paths>> {
  const [first, ...others] = sources as [string, ...string[]];
  if (others.length === 0) {
    const found = new Map<string, Paths>();
    for (const file of new Set((await Promise.all(paths.map((path) => listFiles(path, first)))).flat())) {
      const id = basename(file, FORMAT.extension);
      const other = found.get(id)?.[0];
      if (other === undefined) found.set(id, [file]);
      else {
        mistakes.add(() => ({
          message: `Video "${id}" has two files: "${other}" and "${file}"`,
          hint: "a video is known by the name of its file: rename one of them, or leave it out",
        }), { kind: "two files", example: `"${id}"` });
      }
    }
    return found;
  }
  const folder = paths[0]!;
  if (paths.length !== 1 || !isFolder(join(folder, first))) {
    const inner = paths.length === 1 ? await suggestInner(folder, first, false) : undefined;
    throw userError(
      `The model reads ${sources.length} sources (${
        sources.join(", ")
      }): expected one folder with a sub-folder for each`,
      inner ?? `lay the files out as <folder>/${first}/<video>${FORMAT.extension}`,
    );
  }
  const ids = (await listFiles(join(folder, first), undefined)).map((file) =>
    basename(file, FORMAT.extension)
  );
  return new Map(
    ids.map((id) => [id, sources.map((source) => join(folder, source, `${id}${FORMAT.extension}`))]),
  );
}

/** The .npy files of a path: itself, those in it, or those in its sub-folder `inner`. */
async function listFiles(path: string, inner: string | undefined): Promise<string[]> {
  const { isDirectory } = await Deno.stat(path).catch((error) => {
    throw readError(
      path,
      error,
      `name ${FORMAT.extension} files, or a folder with one sub-folder per source`,
    );
  });
  if (!isDirectory) return [path];
  const entries = await readFolder(path);
  const files = entries.filter(({ name, isDirectory }) => name.endsWith(FORMAT.extension) && !isDirectory);
  if (files.length > 0) return files.map(({ name }) => join(path, name));
  if (inner === undefined) throw userError(`No ${FORMAT.extension} file in "${path}"`, ONE_FILE);
  const within = join(path, inner);
  if (isFolder(within)) return await listFiles(within, undefined);
  throw userError(
    `No ${FORMAT.extension} file in "${path}"`,
    await suggestInner(path, inner, true) ?? ONE_FILE,
  );
}

const ONE_FILE = `features are one ${FORMAT.extension} file per video`;

/** The rows of every file, from its head; what is wrong with a file is noted. */
async function sourceLengths(
  files: Paths,
  sources: FeaturesSection["sources"],
  mistakes: Mistakes,
): Promise<SourceLength[]> {
  const lengths: SourceLength[] = [];
  for (const [i, [source, { width: wanted }]] of Object.entries(sources).entries()) {
    try {
      const { shape: [rows, width] } = await FORMAT.readHead(files[i]!);
      lengths.push({ source, rows });
      if (width === wanted) continue;
      mistakes.add(() => ({
        message: `"${files[i]}" is [${rows}, ${width}]: expected [L, ${wanted}]`,
        hint: `source ${source} of the recipe`,
      }), { kind: `width of ${source}`, example: `"${files[i]}" [${rows}, ${width}]` });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const diagnostic of error.diagnostics) {
        mistakes.add(() => diagnostic, { kind: `${source}: ${diagnostic.hint}`, example: `"${files[i]}"` });
      }
    }
  }
  return lengths.length > 0 ? lengths : [{ source: "", rows: 0 }];
}
