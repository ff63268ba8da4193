/** Temporal convolution of a sampled batch on the GPU: a product per row, added up by a shader. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { SampledPlan } from "../../sampled.ts";
import { withGradient } from "../../portable/primitives/with_gradient.ts";
import { tapOffsets } from "../../portable/primitives/taps.ts";
import type { RunShader, Shader } from "../shader.ts";

/** products [U kernel, H], snippets [B T]: every thread makes every `lanes`-th column of an output row. */
const outputShader: Shader = {
  name: "sampled_outputs",
  inputs: ["products", "snippets"],
  numbers: { length: "i32", width: "i32", kernel: "i32", dilation: "i32", first: "i32", lanes: "i32" },
  body: `
    let row = index / uniforms.lanes;
    let time = row % uniforms.length;
    for (var column = index % uniforms.lanes; column < uniforms.width; column += uniforms.lanes) {
      var sum = 0.0;
      for (var tap = 0; tap < uniforms.kernel; tap++) {
        let offset = uniforms.dilation * tap + uniforms.first;
        if (time + offset < 0 || time + offset >= uniforms.length) { continue; }
        let product = snippets[row + offset] * uniforms.kernel + tap;
        sum += products[product * uniforms.width + column];
      }
      result[row * uniforms.width + column] = sum;
    }`,
};

/** Where every product begins in the sorted list `into`. */
const startsShader: Shader = {
  name: "sampled_starts",
  inputs: ["into"],
  numbers: { terms: "i32" },
  body: `
    var low = 0;
    var high = uniforms.terms;
    while (low < high) {
      let middle = (low + high) / 2;
      if (into[middle] < index) { low = middle + 1; } else { high = middle; }
    }
    result[index] = low;`,
};

/** dy [B T, H], and the output rows `from` that read every product, in order. */
const gradientShader: Shader = {
  name: "sampled_gradient",
  inputs: ["dy", "readers", "starts"],
  numbers: { width: "i32", lanes: "i32" },
  body: `
    let product = index / uniforms.lanes;
    for (var column = index % uniforms.lanes; column < uniforms.width; column += uniforms.lanes) {
      var sum = 0.0;
      for (var at = starts[product]; at < starts[product + 1]; at++) {
        sum += dy[readers[at] * uniforms.width + column];
      }
      result[product * uniforms.width + column] = sum;
    }`,
};

/** See `Primitives.sampledTemporalConv`. */
export function sampledTemporalConv(
  run: RunShader,
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
      const dProducts = productGradient(dy, from!, into!);
      const dWeights = tf.matMul(rows as Tensor2D, dProducts as Tensor2D, true, false);
      return [tf.reshape(dWeights, [depth, kernel, width]), ...(bias ? [tf.sum(dy, [0, 1])] : [])];
    },
  }));

  /** The gradient of the products: [U, kernel H]. */
  function productGradient(dy: Tensor, from: Tensor, into: Tensor): Tensor {
    const products = count * kernel;
    // With every tap outside of every video there is nothing to add, and WebGPU binds no empty list.
    if (into.size === 0) return tf.fill([count, kernel * width], 0);
    const starts = run(startsShader, [into], [into.size], { shape: [products + 1], dtype: "int32" });
    const lanes = lanesOf(products);
    return run(gradientShader, [dy, from, starts], [width, lanes], {
      shape: [count, kernel * width],
      dtype: "float32",
      threads: products * lanes,
    });
  }

  function forward(): Tensor3D {
    const products = tf.matMul(rows as Tensor2D, tf.reshape(weights, [depth, kernel * width]) as Tensor2D);
    const lanes = lanesOf(batch * length);
    const numbers = [length, width, kernel, dilation, tapOffsets(kernel, dilation)[0]!, lanes];
    const y = run(outputShader, [products, index], numbers, {
      shape: [batch, length, width],
      dtype: "float32",
      threads: batch * length * lanes,
    }) as Tensor3D;
    return bias ? tf.add<Tensor3D>(y, bias) : y;
  }
}

/** Threads for a row: 64, or as many as WebGPU's 65535 groups of 64 allow. */
function lanesOf(rows: number): number {
  return Math.max(1, Math.min(64, Math.floor(65535 * 64 / rows)));
}
