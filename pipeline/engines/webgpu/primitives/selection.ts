/** Selections on the GPU: every entry of a row counts those above it, which is its rank. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { TopK } from "../../engine.ts";
import { withGradient } from "../../portable/primitives/with_gradient.ts";
import type { RunShader, Shader } from "../shader.ts";

const topShader: Shader = {
  name: "top_indices",
  inputs: ["x"],
  numbers: { n: "i32", k: "i32" },
  // Compared as whole numbers in the same order, so that every entry has a rank of its own, whatever the values.
  functions: `
    fn orderOf(value : f32) -> u32 {
      let bits = bitcast<u32>(value);
      if (bits == 0x80000000u) { return bits; }
      return select(bits | 0x80000000u, ~bits, bits > 0x80000000u);
    }`,
  body: `
    let start = index / uniforms.n * uniforms.n;
    let own = orderOf(f32(x[index]));
    var rank = 0;
    for (var other = start; other < start + uniforms.n; other++) {
      let order = orderOf(f32(x[other]));
      if (order > own || (order == own && other < index)) { rank++; }
    }
    if (rank < uniforms.k) { result[index / uniforms.n * uniforms.k + rank] = index - start; }`,
};

/** x [B, T, D], rows [B, K]. */
const gatherShader: Shader = {
  name: "gather_rows",
  inputs: ["x", "rows"],
  numbers: { length: "i32", depth: "i32", taken: "i32" },
  body: `
    let at = index / uniforms.depth;
    let row = at / uniforms.taken * uniforms.length + rows[at];
    result[index] = f32(x[row * uniforms.depth + index % uniforms.depth]);`,
};

/** dy [B, K, D], rows [B, K]; the sum is taken in the order of the rows. */
const gatherGradientShader: Shader = {
  name: "gather_rows_gradient",
  inputs: ["dy", "rows"],
  numbers: { length: "i32", depth: "i32", taken: "i32" },
  body: `
    let item = index / uniforms.depth / uniforms.length;
    let row = index / uniforms.depth % uniforms.length;
    var sum = 0.0;
    for (var at = item * uniforms.taken; at < (item + 1) * uniforms.taken; at++) {
      if (rows[at] == row) { sum += dy[at * uniforms.depth + index % uniforms.depth]; }
    }
    result[index] = sum;`,
};

const slidingShader: Shader = {
  name: "sliding_max",
  inputs: ["x"],
  numbers: { n: "i32", before: "i32", after: "i32", outside: "f32" },
  body: `
    let column = index % uniforms.n;
    let first = max(column - uniforms.before, 0);
    let last = min(column + uniforms.after, uniforms.n - 1);
    var largest = f32(x[index]);
    for (var at = first; at <= last; at++) { largest = max(largest, f32(x[index - column + at])); }
    if (column < uniforms.before || column + uniforms.after >= uniforms.n) {
      largest = max(largest, uniforms.outside);
    }
    result[index] = largest;`,
};

/** See `Primitives.topK`. */
export function topK(run: RunShader, x: Tensor, k: number): TopK {
  const [rows, n] = x.shape as [number, number];
  const indices = run(topShader, [x], [n, k], { shape: [rows, k], dtype: "int32", threads: rows * n });
  const values = run(gatherShader, [x, indices], [n, 1, k], { shape: [rows, k], dtype: "float32" });
  return { values: values as Tensor2D, indices: indices as Tensor2D };
}

/** See `Primitives.gatherRows`. */
export function gatherRows(run: RunShader, x: Tensor, indices: Tensor): Tensor3D {
  const [batch, length, depth] = x.shape as [number, number, number];
  const taken = indices.shape[1]!;
  const numbers = [length, depth, taken];
  return withGradient([x], () => ({
    value: run(gatherShader, [x, indices], numbers, { shape: [batch, taken, depth], dtype: "float32" }),
    saved: [indices],
    gradient: (dy, [indices]) => [
      run(gatherGradientShader, [dy, indices!], numbers, {
        shape: [batch, length, depth],
        dtype: "float32",
      }),
    ],
  })) as Tensor3D;
}

/** See `Primitives.median`. */
export function median(run: RunShader, x: Tensor): Tensor1D {
  const [rows, n] = x.shape as [number, number];
  const middle = n % 2 ? 1 : 2;
  return tf.tidy(() => {
    const upper = topK(run, x, (n >> 1) + 1).values;
    return tf.mean<Tensor1D>(tf.slice(upper, [0, (n >> 1) + 1 - middle], [rows, middle]), 1);
  });
}

/** See `Primitives.slidingMax`. */
export function slidingMax(
  run: RunShader,
  x: Tensor,
  before: number,
  after: number,
  outside: number,
): Tensor2D {
  const [rows, n] = x.shape as [number, number];
  const numbers = [n, before, after, outside];
  return run(slidingShader, [x], numbers, { shape: [rows, n], dtype: "float32" }) as Tensor2D;
}
