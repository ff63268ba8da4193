/** How functions that join signals run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { type Call, numberOption, type Run } from "../../graph/call.ts";

/** The functions of this family. */
export const contractions: Record<string, Run> = {
  dot: (call) => dot(call, call.inputs[0]!, call.inputs[1]!),
  concat(call) {
    const axis = numberOption(call, "axis");
    const parts = call.inputs.map((part) => expandTo(part, call.node.type.dims.length));
    const shape = parts[0]!.shape.map((_, i) => Math.max(...parts.map((part) => part.shape[i]!)));
    return tf.concat(parts.map((part) => broadcast(part, shape.with(axis, part.shape[axis]!))), axis);
  },
};

function dot(call: Call, a: Tensor, b: Tensor): Tensor {
  const axis = numberOption(call, "axis");
  const [one, many] = a.shape[1] === 1 ? [a, b] : [b, a];
  const isProduct = axis === 2 && a.rank === 3 && b.rank === 3 && a.shape[0] === b.shape[0] &&
    one.shape[1] === 1 && many.shape[1] !== 1;
  if (!isProduct) return tf.sum(tf.mul(a, b), axis);
  // [B, K, D] times [B, D, 1]: nothing of the size [B, K, D] is made.
  const [B, K, D] = many.shape as [number, number, number];
  return tf.reshape(call.primitives.batchMatMul(many, tf.reshape(one, [B, D, 1])), [B, K]);
}

function expandTo(x: Tensor, rank: number): Tensor {
  return x.rank === rank ? x : tf.reshape(x, Array(rank).fill(1));
}

function broadcast(x: Tensor, shape: number[]): Tensor {
  return x.shape.every((size, i) => size === shape[i]) ? x : tf.broadcastTo(x, shape);
}
