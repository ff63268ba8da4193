/** Kernels of the backend wasm that give a number for NaN, so that they give NaN as on every other engine. */
import * as tf from "@tensorflow/tfjs-core";
import type { DataId, KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";

const NAMES = ["Relu", "ClipByValue"];

/** What is used of the backend. */
interface Backend {
  readSync(data: DataId): Float32Array;
  write(values: Float32Array, shape: number[], dtype: tf.DataType): DataId;
  disposeData(data: DataId): void;
}

/** Replaces the kernels, once for the process. */
export function keepNaN(): void {
  for (const name of NAMES) {
    const kernel = tf.getKernel(name, "wasm");
    if (replaced.has(kernel.kernelFunc)) continue;
    const kernelFunc: KernelFunc = (call) => {
      const x = call.inputs["x"]!;
      const backend = call.backend as unknown as Backend;
      const y = kernel.kernelFunc(call) as TensorInfo;
      return mayHaveNaN(x, backend) ? withNaN(x, y, backend) : y;
    };
    replaced.add(kernelFunc);
    tf.unregisterKernel(name, "wasm");
    tf.registerKernel({ ...kernel, kernelFunc });
  }
}

const replaced = new Set<KernelFunc>();

/** A sum takes a tenth of the time that looking at every value takes. */
function mayHaveNaN(x: TensorInfo, backend: Backend): boolean {
  const axis = x.shape.map((_, i) => i);
  const call = { inputs: { x }, attrs: { axis, keepDims: false }, backend } as unknown as Parameters<
    KernelFunc
  >[0];
  const sum = tf.getKernel("Sum", "wasm").kernelFunc(call) as TensorInfo;
  const [value] = backend.readSync(sum.dataId);
  backend.disposeData(sum.dataId);
  return Number.isNaN(value);
}

/** y, but NaN where x is. */
function withNaN(x: TensorInfo, y: TensorInfo, backend: Backend): TensorInfo {
  const given = backend.readSync(x.dataId);
  const values = backend.readSync(y.dataId).map((value, i) => Number.isNaN(given[i]!) ? NaN : value);
  backend.disposeData(y.dataId);
  return { ...y, dataId: backend.write(values, y.shape, y.dtype) };
}
