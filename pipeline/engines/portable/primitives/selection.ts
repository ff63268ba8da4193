/** Selections: the topmost values of a row, the median, rows by index. Chosen in JavaScript, exactly. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { TopK } from "../../engine.ts";
import { withGradient } from "./with_gradient.ts";

/** See `Primitives.topK`. */
export function topK(x: Tensor, k: number): TopK {
  const [rows, n] = x.shape as [number, number];
  const data = x.dataSync();
  const indices = topIndices(data, rows, n, k);
  const values = Float32Array.from(indices, (column, i) => data[Math.floor(i / k) * n + column]!);
  return { values: tf.tensor2d(values, [rows, k]), indices: tf.tensor2d(indices, [rows, k], "int32") };
}

/** See `Primitives.gatherRows`. */
export function gatherRows(x: Tensor, indices: Tensor): Tensor3D {
  const [batch, length, depth] = x.shape as [number, number, number];
  const taken = indices.shape[1]!;
  const rows = indices.dataSync().map((row, i) => row + Math.floor(i / taken) * length);
  return withGradient([x], () => {
    const flat = tf.gather(tf.reshape(x, [batch * length, depth]), tf.tensor1d(rows, "int32"));
    return {
      value: tf.reshape(flat, [batch, taken, depth]) as Tensor3D,
      saved: [],
      gradient: (dy) => {
        const from = dy.dataSync();
        const to = new Float32Array(batch * length * depth);
        rows.forEach((row, i) => {
          for (let d = 0; d < depth; d++) to[row * depth + d]! += from[i * depth + d]!;
        });
        return [tf.tensor3d(to, [batch, length, depth])];
      },
    };
  });
}

/** See `Primitives.median`. */
export function median(x: Tensor): Tensor1D {
  const [rows, n] = x.shape as [number, number];
  const data = x.dataSync() as Float32Array;
  const half = n >> 1;
  return tf.tensor1d(Float32Array.from({ length: rows }, (_, row) => {
    const sorted = data.slice(row * n, (row + 1) * n).sort();
    return n % 2 ? sorted[half]! : Math.fround(sorted[half - 1]! + sorted[half]!) / 2;
  }));
}

/** See `Primitives.slidingMax`. */
export function slidingMax(x: Tensor, before: number, after: number, outside: number): Tensor2D {
  const [rows, n] = x.shape as [number, number];
  const data = x.dataSync();
  const result = Float32Array.from({ length: rows * n }, (_, at) => {
    const i = at % n;
    let largest = i < before || i + after >= n ? outside : -Infinity;
    for (let j = Math.max(0, i - before); j <= Math.min(n - 1, i + after); j++) {
      largest = Math.max(largest, data[at - i + j]!);
    }
    return largest;
  });
  return tf.tensor2d(result, [rows, n]);
}

/** The columns of the k largest values of every row, largest first, of equal ones the lowest column first. */
function topIndices(data: ArrayLike<number>, rows: number, n: number, k: number): Int32Array {
  const chosen = new Int32Array(rows * k);
  for (let row = 0; row < rows; row++) {
    const columns = Int32Array.from({ length: n }, (_, column) => column);
    columns.sort((a, b) => data[row * n + b]! - data[row * n + a]! || a - b);
    chosen.set(columns.subarray(0, k), row * k);
  }
  return chosen;
}
