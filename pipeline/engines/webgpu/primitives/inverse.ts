/** Inverses of small matrices on the GPU, for recordings: eliminated in float32, a workgroup for each. */
import type { WebGPUBackend, WebGPUProgram } from "@tensorflow/tfjs-backend-webgpu";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor3D } from "@tensorflow/tfjs-core";
import { inverse as portableInverse, NO_INVERSE } from "../../portable/primitives/inverse.ts";
import { withGradient } from "../../portable/primitives/with_gradient.ts";
import type { Recordings } from "../recorder/record.ts";

/** See `Primitives.inverse`. What runs at once is eliminated in float64, in JavaScript. */
export function inverse(backend: WebGPUBackend, recordings: Recordings, x: Tensor): Tensor3D {
  const { current } = recordings;
  if (!current) return portableInverse(x);
  return withGradient([x], () => {
    const { value, singular } = eliminated(backend, x);
    current.watch(singular, NO_INVERSE);
    singular.dispose();
    return {
      value,
      saved: [value],
      gradient: (dy, [y]) => [tf.neg(tf.matMul(tf.matMul(y!, dy, true, false), y!, false, true))],
    };
  });
}

/** The inverses, and a number that is infinite where a matrix has none. */
function eliminated(backend: WebGPUBackend, x: Tensor): { value: Tensor3D; singular: Tensor } {
  const [count, n] = x.shape as [number, number, number];
  return tf.tidy(() => {
    const numbers = [n, count].map((value) => ({ type: "int32", data: [value] }));
    const info = backend.runWebGPUProgram(eliminationShader(n, count), [x], "float32", numbers);
    const all = tf.engine().makeTensorFromTensorInfo(info);
    const both = tf.reshape(tf.slice(all, 0, count * n * 2 * n), [count, n, 2 * n]);
    return {
      value: tf.slice<tf.Rank.R3, Tensor3D>(both as Tensor3D, [0, 0, n], [count, n, n]),
      singular: tf.sum(tf.slice(all, count * n * 2 * n, count)),
    };
  });
}

const THREADS = 64;

/** x [count, n, n] -> the matrix and its inverse beside each other, [count, n, 2 n], then the flags [count]. */
function eliminationShader(n: number, count: number): WebGPUProgram {
  return {
    shaderKey: "walt_inverse",
    variableNames: ["x"],
    uniforms: "n : i32, count : i32, ",
    outputShape: [count * n * 2 * n + count],
    workgroupSize: [THREADS, 1, 1],
    dispatchLayout: { x: [0] },
    dispatch: [count, 1, 1],
    getUserCode: () => CODE,
  };
}

/** Gauss and Jordan's elimination by the largest pivot of each column. Columns that are done are not written any more. */
const CODE = `
  var<workgroup> pivotRow : i32;

  fn main(index : i32) {
    let item = index / ${THREADS};
    if (item >= uniforms.count) { return; }
    let thread = i32(localIndex);
    let n = uniforms.n;
    let width = 2 * n;
    let base = item * n * width;
    for (var at = thread; at < n * width; at += ${THREADS}) {
      let row = at / width;
      let column = at % width;
      let one = select(0.0, 1.0, column - n == row);
      result[base + at] = select(one, x[(item * n + row) * n + min(column, n - 1)], column < n);
    }
    storageBarrier();
    workgroupBarrier();
    var isSingular = false;
    for (var column = 0; column < n; column++) {
      if (thread == 0) {
        var largest = column;
        for (var row = column + 1; row < n; row++) {
          let other = abs(result[base + row * width + column]);
          if (other > abs(result[base + largest * width + column])) { largest = row; }
        }
        pivotRow = largest;
      }
      workgroupBarrier();
      let source = base + pivotRow * width;
      let under = base + column * width;
      let pivot = result[source + column];
      isSingular = isSingular || pivot == 0.0;
      storageBarrier();
      workgroupBarrier();
      for (var at = column + thread; at < width; at += ${THREADS}) {
        let moved = result[source + at];
        result[source + at] = result[under + at];
        result[under + at] = moved / pivot;
      }
      storageBarrier();
      workgroupBarrier();
      for (var at = thread; at < n * width; at += ${THREADS}) {
        let row = at / width;
        let other = at % width;
        if (row != column && other > column) {
          result[base + at] -= result[base + row * width + column] * result[under + other];
        }
      }
      storageBarrier();
      workgroupBarrier();
    }
    for (var at = thread; at < n * width; at += ${THREADS}) {
      if (isSingular) { result[base + at] = uniforms.NAN; }
    }
    if (thread == 0) {
      result[uniforms.count * n * width + item] = select(0.0, uniforms.INFINITY, isSingular);
    }
  }`;
