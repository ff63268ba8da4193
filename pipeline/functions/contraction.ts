/** How functions that join signals run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { numberOption, type Run } from "../graph/call.ts";

/** The functions of this family. */
export const contractions: Record<string, Run> = {
  dot: (call) => tf.sum(tf.mul(call.inputs[0]!, call.inputs[1]!), numberOption(call, "axis")),
  concat(call) {
    const axis = numberOption(call, "axis");
    const parts = call.inputs.map((part) => expandTo(part, call.node.type.dims.length));
    const shape = parts[0]!.shape.map((_, i) => Math.max(...parts.map((part) => part.shape[i]!)));
    return tf.concat(parts.map((part) => broadcast(part, shape.with(axis, part.shape[axis]!))), axis);
  },
};

function expandTo(x: Tensor, rank: number): Tensor {
  return x.rank === rank ? x : tf.reshape(x, Array(rank).fill(1));
}

function broadcast(x: Tensor, shape: number[]): Tensor {
  return x.shape.every((size, i) => size === shape[i]) ? x : tf.broadcastTo(x, shape);
}
