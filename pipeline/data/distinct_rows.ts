/** Which snippets of a batch are distinct: short videos are stretched by repetition. */
import { type RowSums, sampledSums, tapOffsets, transposeSums } from "../engines/primitives/taps.ts";

/** The distinct rows of a batch of B videos with T snippets each. */
export interface DistinctRows {
  /** [U]: the row of its video that every distinct row is. Numbered as they first appear, video by video. */
  readonly rows: Int32Array;
  /** [B + 1]: the rows of video b are starts[b] .. starts[b + 1] - 1. */
  readonly starts: Int32Array;
  /** [B, T]: the distinct row of every snippet. */
  readonly index: Int32Array;
}

/** Finds the distinct rows. `positions` [B, T] are rows of their video; a video that is there twice shares nothing. */
export function distinctRows(positions: Int32Array, batch: number): DistinctRows {
  const length = positions.length / batch;
  const rows: number[] = [];
  const starts = new Int32Array(batch + 1);
  const index = new Int32Array(positions.length);
  for (let b = 0; b < batch; b++) {
    const known = new Map<number, number>();
    for (let i = b * length; i < (b + 1) * length; i++) {
      const position = positions[i]!;
      let row = known.get(position);
      if (row === undefined) {
        known.set(position, row = rows.length);
        rows.push(position);
      }
      index[i] = row;
    }
    starts[b + 1] = rows.length;
  }
  return { rows: Int32Array.from(rows), starts, index };
}

/**
 * `from` and `into` of the `RepeatPlan` of a temporal convolution: output row `from[i]` reads the product
 * `into[i]` = row kernel + tap.
 */
export function gradientSums(
  { rows, starts, index }: DistinctRows,
  kernel: number,
  dilation: number,
): RowSums {
  const batch = starts.length - 1;
  const sums = sampledSums(index, batch, index.length / batch, tapOffsets(kernel, dilation));
  return transposeSums(sums, rows.length * kernel);
}

/**
 * The part of a training batch that is distinct at most, for videos of these lengths stretched or thinned to `count`
 * snippets.
 */
export function distinctShare(lengths: readonly number[], count: number): number {
  return lengths.reduce((sum, length) => sum + Math.min(length, count), 0) / (lengths.length * count);
}
