/** How the snippets of a batch repeat its distinct rows, and the plan that an engine makes of that. */
import { type RowSums, sampledSums, tapOffsets, transposeSums } from "./portable/primitives/taps.ts";

/** The distinct rows of a batch of B videos with T snippets each. No two videos share rows. */
export interface DistinctRows {
  /** [U]: the row of its video that every distinct row is. A video's rows are numbered as they first appear. */
  readonly rows: Int32Array;
  /** [B]: the rows of video b are starts[b] .. starts[b] + counts[b] - 1; videos with fewer come first. */
  readonly starts: Int32Array;
  /** [B] */
  readonly counts: Int32Array;
  /** [B, T]: the distinct row of every snippet. */
  readonly index: Int32Array;
}

/** A temporal convolution of repeated rows: weights [depth, kernel, width]. */
export interface RepeatedConv {
  readonly kernel: number;
  readonly dilation: number;
  readonly depth: number;
  readonly width: number;
}

/** A part of a plan, an int32 tensor to be. */
export interface PlanPart {
  readonly shape: readonly number[];
  readonly values: Int32Array;
}

/** What is known of a part before there is a batch. */
export interface PartKind {
  /** Parts of the same name are the same for a batch. */
  readonly name: string;
  /** Whether a recording takes any size of its first axis. */
  readonly varies: boolean;
}

/** Makes the plans of an engine: what its `sampledTemporalConv` is told about a batch. */
export interface RepeatPlanner {
  /** The parts that plans have, in order. */
  parts(conv: RepeatedConv): readonly PartKind[];
  plan(distinct: DistinctRows, conv: RepeatedConv): readonly PlanPart[];
}

/**
 * The plans of the engines webgpu, wasm and cpu: `from` [n], output rows b T + t, one for every output row and
 * tap inside its video, in the order of the product row kernel + k that they read, then ascending; and `into` [n],
 * ascending, these products.
 */
export const portableRepeats: RepeatPlanner = {
  parts: ({ kernel, dilation }) =>
    ["from", "into"].map((name) => ({ name: `${name}.${kernel}.${dilation}`, varies: false })),
  plan(distinct, { kernel, dilation }) {
    const { from, into } = gradientSums(distinct, kernel, dilation);
    return [from, into].map((values) => ({ shape: [values.length], values }));
  },
};

/** The sums that the gradient of the products is. */
export function gradientSums(
  { rows, counts, index }: DistinctRows,
  kernel: number,
  dilation: number,
): RowSums {
  const batch = counts.length;
  const sums = sampledSums(index, batch, index.length / batch, tapOffsets(kernel, dilation));
  return transposeSums(sums, rows.length * kernel);
}
