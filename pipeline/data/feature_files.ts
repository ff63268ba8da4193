/** Feature files of videos that nothing else is known of: a folder with one sub-folder per source, or single files. */
import { basename, join } from "node:path";
import { type Diagnostic, UserError, userError } from "../../specs/diagnostics.ts";
import type { FeaturesSection } from "../../specs/recipe/mod.ts";
import type { Video } from "./dataset.ts";
import { readNpy } from "./npy.ts";
import { readNpyHeader } from "./npy_header.ts";

/** Videos that are found as feature files. */
export interface FeatureFiles {
  /** By name. */
  readonly videos: readonly Video[];
  /** D: the widths of all sources together. */
  readonly width: number;
  /** The features [L, D] of a video. */
  read(video: Video): Promise<Float32Array>;
}

/** The files of one video, one per source in the recipe's order. */
type Paths = readonly string[];

/**
 * Finds the videos in `paths`: one folder with a sub-folder per source (`<folder>/<source>/<video>.npy`), or `.npy`
 * files and folders of them where the recipe has one source.
 *
 * @throws {UserError} With every file that is missing, has another width, or another length than its fellows.
 */
export async function openFeatureFiles(
  paths: readonly string[],
  { sources, length_mismatch: policy }: FeaturesSection,
): Promise<FeatureFiles> {
  const names = Object.keys(sources);
  const [{ fps, stride }] = Object.values(sources) as [FeaturesSection["sources"][string]];
  if (typeof fps !== "number") {
    throw userError(
      "The model was trained with one fps per video",
      "predict needs one fps for all: set it in the recipe and train again",
    );
  }
  const found = await findVideos(paths, names);
  const problems: Diagnostic[] = [];
  const videos: Video[] = [];
  for (const [id, files] of found) {
    const lengths: number[] = [];
    for (const [i, file] of files.entries()) {
      try {
        const { shape: [rows, width] } = await readNpyHeader(file);
        const wanted = sources[names[i]!]!.width;
        if (width !== wanted) {
          problems.push({
            message: `"${file}" is [${rows}, ${width}]: expected [L, ${wanted}]`,
            hint: `source ${names[i]} of the recipe`,
          });
        }
        lengths.push(rows);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        problems.push(...error.diagnostics);
      }
    }
    const length = policy === "first_source" ? lengths[0]! : Math.min(...lengths);
    if (
      policy === "error" ? lengths.some((other) => other !== length) : lengths.some((other) => other < length)
    ) {
      problems.push({
        message: `Sources of video "${id}" differ in length: ${lengths.join(", ")}`,
        hint: "extract them with one stride",
      });
    }
    videos.push({ id, split: "test", labels: [], length, fps, stride, segments: [] });
  }
  if (problems.length > 0) throw new UserError("Cannot read the features", problems);
  const width = Object.values(sources).reduce((sum, source) => sum + source.width, 0);
  return { videos, width, read: (video) => readSources(found.get(video.id)!, video.length, width) };
}

async function findVideos(paths: readonly string[], sources: readonly string[]): Promise<Map<string, Paths>> {
  if (sources.length === 1) {
    const files = (await Promise.all(paths.map((path) => listFiles(path, sources[0]!)))).flat();
    return new Map(files.map((file) => [basename(file, ".npy"), [file]]));
  }
  if (paths.length !== 1 || paths[0]!.endsWith(".npy")) {
    throw userError(
      `The model reads ${sources.length} sources (${
        sources.join(", ")
      }): expected one folder with a sub-folder for each`,
      `lay the files out as <folder>/${sources[0]}/<video>.npy`,
    );
  }
  const first = await listFiles(join(paths[0]!, sources[0]!), undefined);
  const ids = first.map((file) => basename(file, ".npy"));
  return new Map(ids.map((id) => [id, sources.map((source) => join(paths[0]!, source, `${id}.npy`))]));
}

/** The .npy files of a path: itself, those in it, or those in its sub-folder `inner`. */
async function listFiles(path: string, inner: string | undefined): Promise<string[]> {
  const about = await Deno.stat(path).catch(() => {
    throw userError(
      `No features at "${path}"`,
      "name .npy files, or a folder with one sub-folder per source",
    );
  });
  if (!about.isDirectory) return [path];
  const names: string[] = [];
  for await (const { name, isFile } of Deno.readDir(path)) {
    if (isFile && name.endsWith(".npy")) names.push(join(path, name));
  }
  if (names.length === 0 && inner !== undefined) return await listFiles(join(path, inner), undefined);
  if (names.length === 0) {
    throw userError(`No .npy file in "${path}"`, "features are one .npy file per video");
  }
  return names.sort();
}

async function readSources(files: Paths, length: number, width: number): Promise<Float32Array> {
  const rows = new Float32Array(length * width);
  let offset = 0;
  for (const file of files) {
    const { data, shape: [, columns] } = await readNpy(file);
    for (let t = 0; t < length; t++) {
      rows.set(data.subarray(t * columns, (t + 1) * columns), t * width + offset);
    }
    offset += columns;
  }
  return rows;
}
