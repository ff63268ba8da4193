/** A batch as the tensors that a program's inputs name. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Batch } from "../data/batches.ts";

/** `features` [B, T, D], `labels` [B, C], `positions` [B, T] and `lengths` [B]; the caller disposes of them. */
export function batchTensors(
  { features, labels, positions, lengths, shape: [B, T, D] }: Batch,
): Map<string, Tensor> {
  return new Map<string, Tensor>([
    ["features", tf.tensor3d(features, [B, T, D])],
    ["labels", tf.tensor2d(labels, [B, labels.length / B])],
    ["positions", tf.tensor2d(Float32Array.from(positions), [B, T])],
    ["lengths", tf.tensor1d(Float32Array.from(lengths))],
  ]);
}
