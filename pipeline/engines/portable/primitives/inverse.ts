/** Inverses of small matrices, eliminated in float64. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor3D } from "@tensorflow/tfjs-core";
import { RunError } from "../../../../specs/diagnostics/diagnostics.ts";
import { batchMatMul } from "./matrix.ts";
import { withGradient } from "./with_gradient.ts";

/** What is wrong with a matrix that has none. */
export const NO_INVERSE = "a matrix has no inverse";

/** See `Primitives.inverse`. With y the inverse, the gradient is -y^T dy y^T. */
export function inverse(x: Tensor): Tensor3D {
  return withGradient([x], () => {
    const value = inverses(x);
    return {
      value,
      saved: [value],
      gradient: (dy, [y]) => {
        const turned = tf.transpose(y!, [0, 2, 1]);
        return [tf.neg(batchMatMul(batchMatMul(turned, dy), turned))];
      },
    };
  });
}

function inverses(x: Tensor): Tensor3D {
  const [count, n] = x.shape as [number, number];
  const from = x.dataSync();
  const values = new Float32Array(from.length);
  for (let i = 0; i < count; i++) {
    const [begin, end] = [i * n * n, (i + 1) * n * n];
    values.set(inverted(Float64Array.from(from.subarray(begin, end)), n), begin);
  }
  return tf.tensor3d(values, [count, n, n]);
}

/** Gauss and Jordan's elimination of a row-major matrix, which is used up, by the largest pivot of each column. */
function inverted(a: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) inverse[i * n + i] = 1;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(a[row * n + column]!) > Math.abs(a[pivot * n + column]!)) pivot = row;
    }
    const divisor = a[pivot * n + column]!;
    if (divisor === 0) throw new RunError(NO_INVERSE);
    for (const m of [a, inverse]) {
      for (let j = 0; j < n; j++) {
        const moved = m[pivot * n + j]! / divisor;
        m[pivot * n + j] = m[column * n + j]!;
        m[column * n + j] = moved;
      }
    }
    for (let row = 0; row < n; row++) {
      const factor = a[row * n + column]!;
      if (row === column || factor === 0) continue;
      for (const m of [a, inverse]) {
        for (let j = 0; j < n; j++) m[row * n + j]! -= factor * m[column * n + j]!;
      }
    }
  }
  return inverse;
}
