/** A batch as the tensors that a program's inputs name. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { type Batch, type DistinctBatch, toDense } from "../data/batches.ts";
import { gradientSums } from "../data/distinct_rows.ts";
import type { RowSums } from "../engines/primitives/taps.ts";
import type { Columns, SampledInputs } from "../passes/distinct_snippets.ts";

/** `features` [B, T, D], `labels` [B, C], `positions` [B, T] and `lengths` [B]; the caller disposes of them. */
export function batchTensors(batch: Batch): Map<string, Tensor> {
  return new Map([["features", featuresTensor(batch)], ...videoTensors(batch)]);
}

/** The sums that the gradients of a program made by `distinctSnippets` are, in the order of its inputs. */
export function gradientPlans({ distinct }: DistinctBatch, { sums }: SampledInputs): RowSums[] {
  return sums.map(({ kernel, dilation }) => gradientSums(distinct, kernel, dilation));
}

/**
 * The inputs of a program that `distinctSnippets` has made, and those of `batchTensors`; `features` only where `dense`.
 * The caller disposes of them.
 */
export function distinctTensors(
  batch: DistinctBatch,
  inputs: SampledInputs,
  dense: boolean,
  plans: readonly RowSums[] = gradientPlans(batch, inputs),
): Map<string, Tensor> {
  const { rows, index, sums } = inputs;
  const { distinct, shape: [B, T, D] } = batch;
  const tensors = new Map<string, Tensor>(videoTensors(batch));
  if (dense) tensors.set("features", featuresTensor(toDense(batch)));
  for (const [name, columns] of rows) {
    const values = columnsOf(batch.rows, D, columns);
    tensors.set(name, tf.tensor2d(values, [distinct.rows.length, columns.size]));
  }
  if (index !== undefined) tensors.set(index, tf.tensor2d(distinct.index, [B, T], "int32"));
  sums.forEach(({ from, into }, i) => {
    tensors.set(from, tf.tensor1d(plans[i]!.from, "int32"));
    tensors.set(into, tf.tensor1d(plans[i]!.into, "int32"));
  });
  return tensors;
}

function featuresTensor({ features, shape: [B, T, D] }: Batch): Tensor {
  return tf.tensor3d(features, [B, T, D]);
}

function videoTensors(
  { labels, positions, lengths, shape: [B, T] }: Omit<Batch, "features">,
): [string, Tensor][] {
  return [
    ["labels", tf.tensor2d(labels, [B, labels.length / B])],
    ["positions", tf.tensor2d(Float32Array.from(positions), [B, T])],
    ["lengths", tf.tensor1d(Float32Array.from(lengths))],
  ];
}

/** Some columns of rows of `width` numbers. */
function columnsOf(rows: Float32Array, width: number, { begin, size }: Columns): Float32Array {
  if (size === width) return rows;
  const columns = new Float32Array(rows.length / width * size);
  for (let row = 0; row * size < columns.length; row++) {
    const start = row * width + begin;
    columns.set(rows.subarray(start, start + size), row * size);
  }
  return columns;
}
