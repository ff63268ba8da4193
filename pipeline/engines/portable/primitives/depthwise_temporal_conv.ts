/** Depthwise temporal convolution as shifted multiplications. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor1D, Tensor3D } from "@tensorflow/tfjs-core";
import { withGradient } from "./with_gradient.ts";
import { shiftTime } from "./shift.ts";
import { tapOffsets } from "./taps.ts";

/** See `Primitives.depthwiseTemporalConv`. */
export function depthwiseTemporalConv(x: Tensor, weights: Tensor, dilation: number): Tensor3D {
  const [channels, kernel] = weights.shape as [number, number];
  const offsets = tapOffsets(kernel, dilation);
  const tap = (weights: Tensor, k: number) =>
    tf.reshape(tf.slice(weights, [0, k], [channels, 1]), [channels]);
  return withGradient([x, weights], () => ({
    value: sum(offsets.map((o, k) => tf.mul(shiftTime(x, o), tap(weights, k)))),
    saved: [x, weights],
    gradient: (dy, [x, weights]) => [
      sum(offsets.map((o, k) => tf.mul(shiftTime(dy, -o), tap(weights!, k)))),
      tf.stack(offsets.map((o) => tf.sum<Tensor1D>(tf.mul(shiftTime(x!, o), dy), [0, 1])), 1),
    ],
  }));
}

function sum(parts: Tensor3D[]): Tensor3D {
  return parts.reduce((total, part) => tf.add<Tensor3D>(total, part));
}
