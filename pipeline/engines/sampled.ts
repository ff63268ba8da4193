/**
 * Sampled batches: their snippets repeat rows, as short videos are stretched, and each row is multiplied once. An engine
 * makes a plan of a batch, by which products of rows are added up.
 */
import type { Convolution } from "../../specs/kinds/traits.ts";
import type { Tensor } from "@tensorflow/tfjs-core";

/** The rows of a batch of B videos with T snippets each, every row once. No two videos share rows. */
export interface SampledRows {
  /** [U]: the row of its video that every row is. A video's rows are numbered as they first appear. */
  readonly rows: Int32Array;
  /** [B]: the rows of video b are starts[b] .. starts[b] + counts[b] - 1; videos with fewer come first. */
  readonly starts: Int32Array;
  /** [B] */
  readonly counts: Int32Array;
  /** [B, T]: the row of every snippet. */
  readonly index: Int32Array;
}

/** A part of a plan, an int32 tensor to be. */
export interface PlanPart {
  readonly shape: readonly number[];
  readonly values: Int32Array;
}

/** What an engine wants to know of a sampled batch for a convolution. */
export interface SampledPlan {
  /** [B, T] int32: the row that every snippet is. */
  readonly index: Tensor;
  /** The parts that the engine's `planner` makes for the convolution. */
  readonly parts: readonly Tensor[];
}

/** What is known of a part before there is a batch. */
export interface PlannedPart {
  /** Parts of the same name are the same for a batch. */
  readonly name: string;
  /** Whether a recording takes any size of its first axis. */
  readonly varies: boolean;
}

/** Zeros that are added to the rows of batches, so that recordings of few numbers of rows serve them all. */
export interface RowCounts {
  /** How many numbers of rows there are for batches of one size. */
  readonly many: number;
  /** How many rows the engine is given of a batch. */
  of(sampled: SampledRows): number;
}

/** Makes the plans of an engine: what its `sampledTemporalConv` is told about a batch. */
export interface SampledPlanner {
  /** The parts that plans have, in order. */
  parts(conv: Convolution): readonly PlannedPart[];
  plan(sampled: SampledRows, conv: Convolution): readonly PlanPart[];
  /** Absent where recordings take any number of rows. */
  readonly rowCounts?: RowCounts;
}
