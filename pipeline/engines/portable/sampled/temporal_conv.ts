/** Temporal convolution of a sampled batch: a product per row, added up in JavaScript. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor3D } from "@tensorflow/tfjs-core";
import type { SampledPlan } from "../../sampled.ts";
import { withGradient } from "../primitives/with_gradient.ts";
import { type RowSums, sampledSums, tapOffsets } from "../primitives/taps.ts";

/** See `Primitives.sampledTemporalConv`. */
export function sampledTemporalConv(
  rows: Tensor,
  { index, parts: [from, into] }: SampledPlan,
  weights: Tensor,
  bias: Tensor | null,
  dilation: number,
): Tensor3D {
  const [batch, length] = index.shape as [number, number];
  const [depth, kernel, width] = weights.shape as [number, number, number];
  const count = rows.shape[0]!;
  return withGradient<Tensor3D>([weights, ...(bias ? [bias] : [])], () => ({
    value: forward(),
    saved: [rows, from!, into!],
    gradient: (dy, [rows, from, into]) => {
      const sums = { from: from!.dataSync() as Int32Array, into: into!.dataSync() as Int32Array };
      const dProducts = tf.tensor2d(addRows(dy, sums, count * kernel, width), [count, kernel * width]);
      const dWeights = tf.matMul(tf.transpose(rows!), dProducts);
      return [tf.reshape(dWeights, [depth, kernel, width]), ...(bias ? [tf.sum(dy, [0, 1])] : [])];
    },
  }));

  function forward(): Tensor3D {
    const products = tf.matMul(rows, tf.reshape(weights, [depth, kernel * width]));
    const sums = sampledSums(index.dataSync() as Int32Array, batch, length, tapOffsets(kernel, dilation));
    const y = tf.tensor3d(addRows(products, sums, batch * length, width), [batch, length, width]);
    return bias ? tf.add<Tensor3D>(y, bias) : y;
  }
}

/** The sums of rows of x, rows of `width` numbers each: [count, width]. */
function addRows(x: Tensor, { from, into }: RowSums, count: number, width: number): Float32Array {
  const values = x.dataSync();
  const sums = new Float32Array(count * width);
  for (let i = 0; i < from.length; i++) {
    const [source, target] = [from[i]! * width, into[i]! * width];
    for (let h = 0; h < width; h++) sums[target + h]! += values[source + h]!;
  }
  return sums;
}
