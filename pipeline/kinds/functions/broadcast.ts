/** Gradients of operands that were broadcast. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";

/** x summed over the axes along which `shape` was broadcast to it. */
export function sumTo(x: Tensor, shape: number[]): Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, x.shape);
  return axes.length === 0 ? x : tf.reshape(tf.sum(x, axes), shape);
}

/** x as large as `shape`. */
export function broadcast(x: Tensor, shape: number[]): Tensor {
  return x.rank === shape.length && x.shape.every((size, i) => size === shape[i])
    ? x
    : tf.broadcastTo(x, shape);
}
