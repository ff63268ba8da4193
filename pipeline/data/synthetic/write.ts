/** Writes a generated data set to disk, in the layout that recipes read. */
import { join } from "node:path";
import { UserError, userError } from "../../../specs/diagnostics/diagnostics.ts";
import { ensureFolder, writeWhole } from "../../files/write.ts";
import { readError } from "../../files/reading.ts";
import { writeNpy } from "../disk/npy_write.ts";
import { fillFeatures } from "./stand_in/features.ts";
import type { SynthLayout, SynthVideo } from "./stand_in/videos.ts";
import { drawDirections } from "./features.ts";

/** The type of a value on disk. */
export type SynthType = "f2" | "f4";

/** How to write. */
export interface SynthOptions {
  readonly seed: number;
  readonly dtype: SynthType;
  /** Called after every video. */
  readonly onVideo?: (done: number) => void;
}

/** Bytes that the features of `videos` take. */
export function synthBytes(
  videos: readonly Pick<SynthVideo, "length">[],
  { sources }: Pick<SynthLayout, "sources">,
  dtype: SynthType,
): number {
  const rows = videos.reduce((sum, { length }) => sum + length, 0);
  return rows * sources.reduce((sum, { width }) => sum + width, 0) * Number(dtype[1]);
}

/**
 * Refuses a place that a data set cannot be written to without touching what is there.
 *
 * @throws {UserError} When it is a file, or a folder that is not empty.
 */
export async function requireEmptyFolder(folder: string): Promise<void> {
  try {
    for await (const { name } of Deno.readDir(folder)) {
      throw userError(`Folder "${folder}" is not empty: it has "${name}"`, "name a new folder with --out");
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    if (error instanceof UserError) throw error;
    if (!(error instanceof Deno.errors.NotADirectory)) throw readError(folder, error);
    throw userError(`"${folder}" is a file`, "name a new folder with --out");
  }
}

/**
 * Writes `features/<split>/<source>/<video>.npy`, `split_train.txt`, `split_test.txt` and, last, `gt.json` into
 * `folder`. Every value is a pure function of the videos, the layout and the seed.
 *
 * @throws {UserError} As `requireEmptyFolder`.
 * @throws {RunError} When a file cannot be written.
 */
export async function writeDataset(
  folder: string,
  layout: SynthLayout,
  videos: readonly SynthVideo[],
  { seed, dtype, onVideo }: SynthOptions,
): Promise<void> {
  await requireEmptyFolder(folder);
  const { classes, fps, stride } = layout;
  const sources = layout.sources.map(({ name, width }) => {
    const directions = drawDirections(seed, name, classes.length, width);
    return { name, width, classes, directions, fps, stride, seed };
  });
  for (const split of ["train", "test"]) {
    for (const { name } of sources) await ensureFolder(join(folder, "features", split, name));
  }
  for (const [i, video] of videos.entries()) {
    for (const source of sources) {
      const size = video.length * source.width;
      const values = dtype === "f2" ? new Float16Array(size) : new Float32Array(size);
      fillFeatures(values, video, source);
      const path = join(folder, "features", video.split, source.name, `${video.id}.npy`);
      await writeNpy(path, values, video.length, source.width);
    }
    onVideo?.(i + 1);
  }
  for (const split of ["train", "test"]) {
    const ids = videos.filter((video) => video.split === split).map(({ id }) => `${id}\n`);
    await writeWhole(join(folder, `split_${split}.txt`), ids.join(""));
  }
  await writeWhole(join(folder, "gt.json"), `${JSON.stringify(annotationsOf(videos), null, 1)}\n`);
}

function annotationsOf(videos: readonly SynthVideo[]) {
  const entries = videos.map(({ id, split, duration, actions }) => {
    const annotations = actions.map(({ label, start, end }) => ({ label, segment: [start, end] }));
    return [id, { subset: split, duration, annotations }] as const;
  });
  return { database: Object.fromEntries(entries) };
}
