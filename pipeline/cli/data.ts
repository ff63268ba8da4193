/** `data synth`: writes a generated data set of full size to disk. */
import { join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { featureBytes, requireEmptyFolder, writeDataset, type WrittenType } from "../data/synthetic/write.ts";
import { standInSources } from "../data/synthetic/stand_in/features.ts";
import { sharedAnnotations, thumos14Layout, thumos14Videos } from "../data/synthetic/stand_in/thumos14.ts";
import type { SplitSizes } from "../data/synthetic/stand_in/videos.ts";
import { freeBytes } from "../files/free_space.ts";
import { readTextSync } from "../files/reading.ts";
import { shellWord } from "../../specs/diagnostics/command.ts";
import { fromHere, ROOT, toPaste } from "./terminal/paths.ts";
import { printErr, printOut } from "./terminal/print.ts";
import { startProgress } from "./terminal/progress.ts";

/** Options of `data synth`. */
export interface SynthCommandOptions {
  /** The folder to write. */
  readonly out: string;
  /** Annotations with durations; by default those of the shared data, where there are some. */
  readonly annotations?: string | undefined;
  readonly dtype: WrittenType;
  readonly seed: number;
  /** Draws that many videos instead of reading annotations. */
  readonly videos?: SplitSizes | undefined;
}

/** Writes a data set; 0 when it is there. */
export async function synthCommand(options: SynthCommandOptions): Promise<number> {
  const { dtype, seed, videos: sizes } = options;
  const folder = fromHere(options.out);
  await requireEmptyFolder(folder);
  const layout = thumos14Layout(readTextSync(join(ROOT, "recipes/base/thumos14.yaml")));
  const annotations = sizes ? undefined : annotationFile(options.annotations);
  const videos = await thumos14Videos(annotations, layout, seed, sizes);
  const train = videos.filter(({ split }) => split === "train").length;
  const dataset = { videos, sources: standInSources(layout, seed) };
  const bytes = featureBytes(dataset, dtype);
  printErr(
    `videos   ${train} train, ${videos.length - train} test, lengths ${origin(annotations, sizes)}`,
  );
  printErr(
    `size     about ${gigabytes(bytes)} of features in "${folder}", ${
      gigabytes(requireSpace(folder, bytes))
    } free`,
  );
  const progress = startProgress("writing", videos.length, "videos");
  await writeDataset(folder, dataset, { dtype, onVideo: (done) => progress.update(done) });
  progress.stop();
  printOut(`"${toPaste(folder)}" is ready: --set ${shellWord(`data.root=${toPaste(folder)}`)}`);
  return 0;
}

function annotationFile(named: string | undefined): string | undefined {
  return named === undefined
    ? sharedAnnotations([Deno.env.get("WALT_SHARED"), join(ROOT, "..", "shared")])
    : fromHere(named);
}

function origin(annotations: string | undefined, sizes: SplitSizes | undefined): string {
  if (annotations !== undefined) return `and actions from "${annotations}"`;
  return sizes ? "drawn" : "drawn (real ones: --annotations FILE, an annotation file with durations)";
}

/** The bytes that are free where `folder` will be. Throws a UserError when they are fewer than `bytes`. */
function requireSpace(folder: string, bytes: number): number {
  const free = freeBytes(folder);
  if (free > bytes) return free;
  throw userError(
    `"${folder}" needs about ${gigabytes(bytes)}: ${gigabytes(free)} are free`,
    "name a folder on another disk, or ask for fewer videos with --videos",
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}
