/** Temporal convolution as one matrix product and shifted sums. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor3D } from "@tensorflow/tfjs-core";
import { withGradient } from "./with_gradient.ts";
import { shiftColumns, shiftTime } from "./shift.ts";
import { tapOffsets } from "./taps.ts";

/** See `Primitives.temporalConv`. */
export function temporalConv(
  x: Tensor,
  weights: Tensor,
  bias: Tensor | null,
  dilation: number,
  inputGradient: boolean,
): Tensor3D {
  const [batch, length, depth] = x.shape as [number, number, number];
  const [, kernel, width] = weights.shape as [number, number, number];
  const offsets = tapOffsets(kernel, dilation);
  const inputs = [weights, ...(bias ? [bias] : []), ...(inputGradient ? [x] : [])];
  return withGradient(inputs, () => ({
    value: forward(),
    saved: inputGradient ? [x, weights] : [x],
    gradient: (dy, [x, weights]) => {
      // dTaps[b, s, k] = dy[b, s - offset k]: the gradient of every tap's product, [B T, kernel H].
      const dTaps = tf.reshape(tf.concat(offsets.map((o) => shiftTime(dy, -o)), 2), [
        batch * length,
        kernel * width,
      ]);
      const flat = tf.reshape(x!, [batch * length, depth]);
      return [
        tf.reshape(tf.matMul(tf.transpose(flat), dTaps), [depth, kernel, width]),
        ...(bias ? [tf.sum(dy, [0, 1])] : []),
        ...(inputGradient ? [inputGradientOf(dTaps, weights!)] : []),
      ];
    },
  }));

  function forward(): Tensor3D {
    const flat = tf.reshape(x, [batch * length, depth]);
    const product = tf.matMul(flat, tf.reshape(weights, [depth, kernel * width]));
    const taps = tf.reshape(product, [batch, length, kernel * width]);
    const shifted = offsets.map((o, k) => shiftColumns(taps, o, k * width, width, batch, length));
    const y = shifted.reduce((sum, part) => tf.add<Tensor3D>(sum, part));
    return bias ? tf.add<Tensor3D>(y, bias) : y;
  }

  function inputGradientOf(dTaps: Tensor, weights: Tensor): Tensor {
    const transposed = tf.transpose(tf.reshape(weights, [depth, kernel * width]));
    return tf.reshape(tf.matMul(dTaps, transposed), [batch, length, depth]);
  }
}
