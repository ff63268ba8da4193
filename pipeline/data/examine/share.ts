/** Looks at the videos that a thread takes: what is kept of each. */
import { picked, type StoredRows } from "../../kinds/formats/stored_rows.ts";
import { sumOfSquares } from "../../kinds/formats/squares.ts";
import type { Dataset, Video } from "../dataset.ts";
import { type ConstantColumns, constantColumns, type LeftColumns } from "./constant_columns.ts";
import { type OneRow, oneRow } from "./one_row.ts";

/** What is kept of a video, a value for each source. */
export interface Looked {
  readonly squares: readonly number[];
  readonly sizes: readonly number[];
  readonly still: readonly (OneRow | undefined)[];
}

/** A data set as far as its videos are looked at. */
export type Readable = Pick<Dataset, "sources" | "width" | "read" | "withStored">;

/** What one thread has found. */
export interface Share<Wrong> {
  /** By the number of the video: what is kept of it, or what its reading ended with. */
  readonly looked: ReadonlyMap<number, Looked | Wrong>;
  /** For each source. */
  readonly columns: readonly (LeftColumns | undefined)[];
}

/** Numbers that several threads count on: of the next video, and of those that are done. */
export type Counters = Int32Array<SharedArrayBuffer>;

/** Counters of nothing done. */
export function newCounters(): Counters {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** Videos that are read while one is looked at: two cores are busy, and a slow disk has several files to fetch. */
const AHEAD = 4;

/**
 * Takes the next of `videos` until none is left, a few at a time. Whichever thread takes a video, the same is kept of it.
 *
 * @param wrong What is kept of a video whose reading ended with an error; may throw it.
 * @param onVideo Is told how many videos all threads have done.
 */
export async function lookAtShare<Wrong>(
  dataset: Readable,
  videos: readonly Video[],
  counters: Counters,
  wrong: (error: unknown) => Wrong,
  onVideo: (done: number) => void = () => {},
): Promise<Share<Wrong>> {
  const columns = dataset.sources.map(() => constantColumns());
  const looked = new Map<number, Looked | Wrong>();
  const work = async () => {
    while (true) {
      const index = Atomics.add(counters, 0, 1);
      const video = videos[index];
      if (!video) return;
      try {
        looked.set(index, await look(dataset, video, columns));
      } catch (error) {
        looked.set(index, wrong(error));
      }
      onVideo(Atomics.add(counters, 1, 1) + 1);
    }
  };
  await Promise.all(Array.from({ length: AHEAD }, work));
  return { looked, columns: columns.map(({ left }) => left) };
}

/** What is kept of a video. */
export async function look(
  dataset: Readable,
  video: Video,
  columns: readonly ConstantColumns[],
): Promise<Looked> {
  const lookAt = (all: readonly StoredRows[]): Looked => {
    const sources = all.map((rows) => inUse(rows, video));
    sources.forEach((rows, i) => columns[i]!.add(rows));
    const squares = sources.map(({ values, squares }) => squares ?? sumOfSquares(values));
    return {
      squares,
      sizes: sources.map(({ values }, i) => Math.sqrt(squares[i]! / values.length)),
      still: sources.map(oneRow),
    };
  };
  return await (dataset.withStored?.(video, lookAt) ?? lookAt(split(dataset, await dataset.read(video))));
}

/** A source may have more snippets than are used. */
function inUse({ width, crops = 1, values, squares }: StoredRows, { length }: Video): StoredRows {
  const used = values.subarray(0, length * crops * width);
  return { width, values: used, squares: used.length === values.length ? squares : undefined };
}

/** Rows of all sources, source by source. */
export function split({ sources, width: all }: Readable, values: Float32Array): StoredRows[] {
  let begin = 0;
  return sources.map(({ width }) => {
    const own = picked(values, all, begin, begin + width);
    begin += width;
    return { width, values: own };
  });
}
