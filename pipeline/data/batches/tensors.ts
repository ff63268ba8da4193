/** A batch as the tensors that a program's inputs name. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { type Batch, type SampledBatch, toDense } from "./batches.ts";
import { PADDING } from "../../kinds/train_samplers/train_sampler.ts";
import type { PlanPart, SampledPlanner } from "../../engines/sampled.ts";
import type { Columns, SampledInputs } from "../../graph/passes/sampled.ts";

/**
 * `features` [B, T, D], `labels` [B, C], `positions` [B, T], `mask` [B, T], `lengths` [B], and `pairs` [P, 2] and the
 * numbers `progress` and `step` of a batch that has them; the caller disposes of them.
 */
export function batchTensors(batch: Batch): Map<string, Tensor> {
  return new Map([["features", featuresTensor(batch)], ...videoTensors(batch)]);
}

/** The parts of the plans of a program made by `sampleConvolutions`, by the names of its inputs. */
export function plansOf(
  { sampled }: SampledBatch,
  { plans }: SampledInputs,
  planner: SampledPlanner,
): Map<string, PlanPart> {
  return new Map(plans.flatMap(({ conv, parts }) => {
    const plan = planner.plan(sampled, conv);
    return parts.map((name, i) => [name, plan[i]!] as const);
  }));
}

/**
 * The inputs of a program that `sampleConvolutions` has made, and those of `batchTensors`; `features` only where `dense`.
 * The caller disposes of them.
 */
export function sampledTensors(
  batch: SampledBatch,
  inputs: SampledInputs,
  dense: boolean,
  plans: ReadonlyMap<string, PlanPart>,
): Map<string, Tensor> {
  const { rows, index } = inputs;
  const { shape: [B, T, D] } = batch;
  const tensors = new Map<string, Tensor>(videoTensors(batch));
  if (dense) tensors.set("features", featuresTensor(toDense(batch)));
  for (const [name, columns] of rows) {
    const values = columnsOf(batch.rows, D, columns);
    tensors.set(name, tf.tensor2d(values, [batch.rows.length / D, columns.size]));
  }
  if (index !== undefined) tensors.set(index, tf.tensor2d(batch.sampled.index, [B, T], "int32"));
  for (const [name, { values, shape }] of plans) tensors.set(name, tf.tensor(values, [...shape], "int32"));
  return tensors;
}

function featuresTensor({ features, shape: [B, T, D] }: Batch): Tensor {
  return tf.tensor3d(features, [B, T, D]);
}

/** `batchTensors` without the features. */
export function videoTensors(
  { labels, positions, lengths, pairs, progress, step, shape: [B, T] }: Omit<Batch, "features">,
): [string, Tensor][] {
  // Several times as fast as `from`.
  const rows = new Float32Array(positions);
  return [
    ["labels", tf.tensor2d(labels, [B, labels.length / B])],
    ["positions", tf.tensor2d(rows, [B, T])],
    ["mask", tf.tensor2d(rows.map((row) => row === PADDING ? 0 : 1), [B, T])],
    ["lengths", tf.tensor1d(new Float32Array(lengths))],
    ...(pairs ? [["pairs", tf.tensor2d(pairs.flat(), [pairs.length, 2], "int32")] as [string, Tensor]] : []),
    ...(progress === undefined ? [] : [["progress", tf.scalar(progress)] as [string, Tensor]]),
    ...(step === undefined ? [] : [["step", tf.scalar(step)] as [string, Tensor]]),
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
