/** Goes through all features of a data set once, one video at a time. */
import { createHash } from "node:crypto";
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
import type { Dataset, Video } from "./dataset.ts";

/** What was found. */
export interface Examination {
  /** What a run would fail at, one sentence each. */
  readonly failures: readonly string[];
  /** Columns that have one value in all videos, by source; a column counts from 0. */
  readonly constantColumns: Readonly<Record<string, readonly number[]>>;
  /** Groups of videos with the same features, to the bit. */
  readonly duplicates: readonly (readonly Pick<Video, "id" | "split">[])[];
  /** Videos whose values are far larger or smaller than those of most. */
  readonly scales: readonly OtherScale[];
}

/** A video whose values of a source are of another size. */
export interface OtherScale {
  readonly id: string;
  readonly source: string;
  /** Root of the mean square of its values. */
  readonly size: number;
  /** The median of that over all videos. */
  readonly usual: number;
}

/** How many times larger or smaller a video's values may be than those of the median video. */
const TOLERATED = 10;

/**
 * Examines a data set. Of a video no more is kept than a hash and a number for each source.
 *
 * @param onVideo Is told how many videos are done.
 */
export async function examine(
  dataset: Pick<Dataset, "train" | "test" | "sources" | "width" | "read">,
  onVideo: (done: number) => void = () => {},
): Promise<Examination> {
  const videos = [...dataset.train, ...dataset.test];
  const lows = new Float32Array(dataset.width).fill(Infinity);
  const highs = new Float32Array(dataset.width).fill(-Infinity);
  const byHash = new Map<string, Video[]>();
  const sizes = dataset.sources.map((): { id: string; size: number }[] => []);
  const failures: string[] = [];
  for (const [done, video] of videos.entries()) {
    const features = await readOrNote(dataset, video, failures);
    if (features) {
      const hash = createHash("sha256").update(new Uint8Array(features.buffer)).digest("hex");
      byHash.set(hash, [...byHash.get(hash) ?? [], video]);
      const squares = addRows(features, lows, highs);
      eachSource(dataset.sources, (i, begin, end) => {
        const sum = squares.subarray(begin, end).reduce((a, b) => a + b, 0);
        sizes[i]!.push({ id: video.id, size: Math.sqrt(sum / ((end - begin) * video.length)) });
      });
    }
    onVideo(done + 1);
  }
  const constantColumns: Record<string, number[]> = {};
  eachSource(dataset.sources, (i, begin, end) => {
    const columns = Array.from({ length: end - begin }, (_, column) => column);
    constantColumns[dataset.sources[i]!.name] = columns.filter((column) =>
      lows[begin + column] === highs[begin + column]
    );
  });
  return {
    failures,
    constantColumns,
    duplicates: [...byHash.values()].filter((group) => group.length > 1)
      .map((group) => group.map(({ id, split }) => ({ id, split }))),
    scales: dataset.sources.flatMap(({ name }, i) => otherScales(name, sizes[i]!)),
  };
}

async function readOrNote(
  dataset: Pick<Dataset, "read">,
  video: Video,
  failures: string[],
): Promise<Float32Array | undefined> {
  try {
    return await dataset.read(video);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    failures.push(...error.diagnostics.map(({ message }) => message));
    return undefined;
  }
}

/** Widens the range of every column by the rows of a video, and gives the sums of their squares. */
function addRows(features: Float32Array, lows: Float32Array, highs: Float32Array): Float64Array {
  const width = lows.length;
  const squares = new Float64Array(width);
  for (let at = 0; at < features.length; at += width) {
    for (let column = 0; column < width; column++) {
      const value = features[at + column]!;
      if (value < lows[column]!) lows[column] = value;
      if (value > highs[column]!) highs[column] = value;
      squares[column]! += value * value;
    }
  }
  return squares;
}

function eachSource(
  sources: Dataset["sources"],
  take: (source: number, begin: number, end: number) => void,
): void {
  let begin = 0;
  sources.forEach(({ width }, i) => {
    take(i, begin, begin + width);
    begin += width;
  });
}

function otherScales(source: string, all: readonly { id: string; size: number }[]): OtherScale[] {
  if (all.length === 0) return [];
  const usual = all.map(({ size }) => size).sort((a, b) => a - b)[all.length >> 1]!;
  return all.filter(({ size }) => size > usual * TOLERATED || size * TOLERATED < usual)
    .map(({ id, size }) => ({ id, source, size, usual }));
}
