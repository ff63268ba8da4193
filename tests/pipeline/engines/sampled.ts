/** Batches that repeat snippets. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { sampledRows } from "../../../pipeline/data/batches/sampled_rows.ts";
import type { SampledPlan } from "../../../pipeline/engines/sampled.ts";
import type { Convolution } from "../../../specs/kinds/traits.ts";
import type { SampledPlanner } from "../../../pipeline/engines/sampled.ts";
import { type Input, input, tied } from "./check.ts";

/** A batch. */
export interface Sampled {
  /** [U, D] */
  readonly rows: Input;
  /** [B, T, D] */
  readonly x: number[];
  plan(planner: SampledPlanner, conv: Omit<Convolution, "depth">): SampledPlan;
}

/** Videos that repeat at most `distinct` rows each, in no order. */
export function sampled(
  batch: number,
  length: number,
  depth: number,
  count: number,
): Sampled {
  return sampledAt(tied(count, batch, length).values, batch, depth);
}

/** Videos of the given positions, one after the other. */
export function sampledAt(positions: readonly number[], batch: number, depth: number): Sampled {
  const length = positions.length / batch;
  const found = sampledRows(Int32Array.from(positions), batch);
  const rows = input(found.rows.length, depth);
  return {
    rows,
    x: [...found.index].flatMap((row) => rows.values.slice(row * depth, (row + 1) * depth)),
    plan: (planner, conv) => ({
      index: tf.tensor2d(found.index, [batch, length], "int32"),
      parts: planner.plan(found, { ...conv, depth }).map(({ shape, values }) =>
        tf.tensor(values, [...shape], "int32")
      ),
    }),
  };
}

/** An input as a tensor. */
export function tensorOf({ values, shape }: Input): Tensor {
  return tf.tensor(values, shape);
}
