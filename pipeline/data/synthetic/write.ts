/** Writes a data set to disk, in the layout that recipes read. */
import { join } from "node:path";
import { UserError, userError } from "../../../specs/diagnostics/diagnostics.ts";
import { ensureFolder, writeWhole } from "../../files/write.ts";
import { readError } from "../../files/reading.ts";
import type { Video } from "../dataset.ts";
import { type FeatureArray, writeNpy } from "../disk/npy_write.ts";

/** The type of a value on disk. */
export type WrittenType = "f2" | "f4";

/** A source whose features can be written. */
export interface WritableSource {
  readonly name: string;
  readonly width: number;
  /** Fills [L, width] with the features of a video. */
  fill(values: FeatureArray, video: Video): void;
}

/** A data set that can be written: its videos say their durations. */
export interface WritableDataset {
  readonly videos: readonly Video[];
  readonly sources: readonly WritableSource[];
}

/** How to write. */
export interface WriteOptions {
  readonly dtype: WrittenType;
  /** Called after every video. */
  readonly onVideo?: (done: number) => void;
}

/** Bytes that the features of a data set take. */
export function featureBytes({ videos, sources }: WritableDataset, dtype: WrittenType): number {
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
 * `folder`.
 *
 * @throws {UserError} As `requireEmptyFolder`.
 * @throws {RunError} When a file cannot be written.
 */
export async function writeDataset(
  folder: string,
  { videos, sources }: WritableDataset,
  { dtype, onVideo }: WriteOptions,
): Promise<void> {
  await requireEmptyFolder(folder);
  for (const split of ["train", "test"]) {
    for (const { name } of sources) await ensureFolder(join(folder, "features", split, name));
  }
  for (const [i, video] of videos.entries()) {
    for (const source of sources) {
      const { name, width } = source;
      const size = video.length * width;
      const values = dtype === "f2" ? new Float16Array(size) : new Float32Array(size);
      source.fill(values, video);
      await writeNpy(
        join(folder, "features", video.split, name, `${video.id}.npy`),
        values,
        [video.length, width],
      );
    }
    onVideo?.(i + 1);
  }
  for (const split of ["train", "test"]) {
    const ids = videos.filter((video) => video.split === split).map(({ id }) => `${id}\n`);
    await writeWhole(join(folder, `split_${split}.txt`), ids.join(""));
  }
  await writeWhole(join(folder, "gt.json"), `${JSON.stringify(annotationsOf(videos), null, 1)}\n`);
}

function annotationsOf(videos: readonly Video[]) {
  const entries = videos.map(({ id, split, duration, segments }) => {
    const annotations = segments.map(({ label, start, end }) => ({ label, segment: [start, end] }));
    return [id, { subset: split, duration, annotations }] as const;
  });
  return { database: Object.fromEntries(entries) };
}
