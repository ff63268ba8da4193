/** Matrix products from plain two-dimensional products and explicit transposes, which is all that wasm does well. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import { withGradient } from "./with_gradient.ts";

/** See `Primitives.matMul`. */
export function matMul(a: Tensor, b: Tensor): Tensor2D {
  return withGradient([a, b], () => ({
    value: tf.matMul<Tensor2D>(a, b),
    saved: [a, b],
    gradient: (dy, [a, b]) => [tf.matMul(dy, tf.transpose(b!)), tf.matMul(tf.transpose(a!), dy)],
  }));
}

/** See `Primitives.batchMatMul`. */
export function batchMatMul(a: Tensor, b: Tensor): Tensor3D {
  return withGradient([a, b], () => ({
    value: itemwise(a, b),
    saved: [a, b],
    gradient: (dy, [a, b]) => [itemwise(dy, transposeItems(b!)), itemwise(transposeItems(a!), dy)],
  }));
}

/** [B, M, K] times [B, K, N] -> [B, M, N], one product per item. */
function itemwise(a: Tensor, b: Tensor): Tensor3D {
  const right = tf.unstack(b);
  return tf.stack(tf.unstack(a).map((item, i) => tf.matMul(item, right[i]!))) as Tensor3D;
}

function transposeItems(x: Tensor): Tensor {
  return tf.transpose(x, [0, 2, 1]);
}
