/** Batches that repeat snippets. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { distinctRows, gradientSums } from "../../../pipeline/data/distinct_rows.ts";
import type { RepeatPlan } from "../../../pipeline/engines/engine.ts";
import { type Input, input, tied } from "./check.ts";

/** A batch. */
export interface Sampled {
  /** [U, D] */
  readonly rows: Input;
  /** [B, T, D] */
  readonly x: number[];
  plan(): RepeatPlan;
}

/** Videos that repeat at most `distinct` rows each, in no order. */
export function sampled(
  batch: number,
  length: number,
  depth: number,
  kernel: number,
  dilation: number,
  distinct: number,
): Sampled {
  const found = distinctRows(Int32Array.from(tied(distinct, batch, length).values), batch);
  const rows = input(found.rows.length, depth);
  const sums = gradientSums(found, kernel, dilation);
  return {
    rows,
    x: [...found.index].flatMap((row) => rows.values.slice(row * depth, (row + 1) * depth)),
    plan: () => ({
      index: tf.tensor2d(found.index, [batch, length], "int32"),
      from: tf.tensor1d(sums.from, "int32"),
      into: tf.tensor1d(sums.into, "int32"),
    }),
  };
}

/** An input as a tensor. */
export function tensorOf({ values, shape }: Input): Tensor {
  return tf.tensor(values, shape);
}
