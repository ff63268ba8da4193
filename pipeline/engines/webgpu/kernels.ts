/**
 * Kernels of TensorFlow.js that are wrong or slow on WebGPU, rewritten. Its transposition does not compile for whole numbers
 * and truth values, also within sums over any axis but the last; its cast to float32 leaves whole numbers in place,
 * which everything that reads them takes for float32; its sum of tensors binds them all at once, and there may be too
 * many. Its product of matrices has small tiles, and leaves a large GPU idle where the result is small.
 */
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import * as tf from "@tensorflow/tfjs-core";
import type { DataType, KernelFunc, NamedTensorInfoMap, TensorInfo } from "@tensorflow/tfjs-core";
import { isLarge, matrixProduct } from "./matrix_product.ts";
import { runShader, type Shader } from "./shader.ts";

/** What a reduction of whole numbers or truth values gives. */
const REDUCTIONS: Readonly<Record<string, (dtype: DataType) => DataType>> = {
  [tf.Sum]: () => "int32",
  [tf.Mean]: () => "float32",
  [tf.Max]: (dtype) => dtype,
  [tf.Min]: (dtype) => dtype,
};

/** Tensors that are added at once: any device binds eight, one of them for the result. */
const ADDED_AT_ONCE = 7;

type KernelParameters = Parameters<KernelFunc>[0];

/** Registers the kernels in place of those of TensorFlow.js, which go on with what they get right. */
export function replaceKernels(backend: WebGPUBackend): void {
  replace(tf.Transpose, (parameters, original) => {
    const x = inputOf(parameters);
    if (x.dtype === "float32") return original(parameters);
    return transpose(backend, x, parameters.attrs!.perm as number[]);
  });
  replace(tf.Cast, (parameters, original) => {
    const x = inputOf(parameters);
    const dtype = parameters.attrs!.dtype as DataType;
    const asIs = x.dtype === dtype || tf.util.hasEncodingLoss(x.dtype, dtype) || dtype === "complex64";
    return asIs ? original(parameters) : convert(backend, x, dtype);
  });
  for (const [name, resultType] of Object.entries(REDUCTIONS)) {
    replace(name, (parameters, original) => {
      const x = inputOf(parameters);
      if (x.dtype === "float32") return original(parameters);
      const floats = convert(backend, x, "float32");
      const reduced = original({ ...parameters, inputs: { x: floats } });
      const result = convert(backend, reduced, resultType(x.dtype));
      for (const { dataId } of [floats, reduced]) backend.disposeData(dataId);
      return result;
    });
  }
  replace(tf.BatchMatMul, (parameters, original) => {
    const { a, b } = parameters.inputs as unknown as { a: TensorInfo; b: TensorInfo };
    const product = { a, b, ...parameters.attrs as unknown as tf.BatchMatMulAttrs };
    return isLarge(product) ? matrixProduct(backend, product) : original(parameters);
  });
  replace(tf.AddN, (parameters, original) => {
    const terms = parameters.inputs as unknown as TensorInfo[];
    const add = (inputs: TensorInfo[]) =>
      original({ ...parameters, inputs: inputs as unknown as NamedTensorInfoMap });
    let sum = add(terms.slice(0, ADDED_AT_ONCE));
    for (let next = ADDED_AT_ONCE; next < terms.length; next += ADDED_AT_ONCE - 1) {
      const before = sum;
      sum = add([before, ...terms.slice(next, next + ADDED_AT_ONCE - 1)]);
      backend.disposeData(before.dataId);
    }
    return sum;
  });
}

function inputOf({ inputs }: KernelParameters): TensorInfo {
  return inputs.x as TensorInfo;
}

/** Registers another kernel of one result. */
function replace(
  kernelName: string,
  run: (parameters: KernelParameters, original: (parameters: KernelParameters) => TensorInfo) => TensorInfo,
): void {
  const original = tf.getKernel(kernelName, "webgpu").kernelFunc;
  tf.unregisterKernel(kernelName, "webgpu");
  tf.registerKernel({
    kernelName,
    backendName: "webgpu",
    kernelFunc: (parameters) => run(parameters, (parameters) => original(parameters) as TensorInfo),
  });
}

/** The same numbers in another type. */
function convert(backend: WebGPUBackend, x: TensorInfo, dtype: DataType): TensorInfo {
  const shader = dtype === "float32" ? toFloat : toWhole;
  return runShader(backend, shader, [x], [], { shape: x.shape, dtype });
}

const toFloat: Shader = {
  name: "to_float",
  inputs: ["x"],
  numbers: {},
  body: "result[index] = f32(x[index]);",
};
const toWhole: Shader = {
  name: "to_whole",
  inputs: ["x"],
  numbers: {},
  body: "result[index] = i32(x[index]);",
};

/** Axis i of the result is axis order[i] of x. */
function transpose(backend: WebGPUBackend, x: TensorInfo, order: readonly number[]): TensorInfo {
  const strides = [...tf.util.computeStrides(x.shape), 1];
  const shape = order.map((axis) => x.shape[axis]!);
  const numbers = [...shape, ...order.map((axis) => strides[axis]!)];
  return runShader(backend, transposeShader(order.length), [x], numbers, { shape, dtype: x.dtype });
}

function transposeShader(rank: number): Shader {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const number = (name: string) => axes.map((axis) => [`${name}${axis}`, "i32"] as const);
  const steps = axes.toReversed().map((axis) =>
    `source += rest % uniforms.size${axis} * uniforms.stride${axis}; rest /= uniforms.size${axis};`
  );
  return {
    name: `transpose_${rank}`,
    inputs: ["x"],
    numbers: Object.fromEntries([...number("size"), ...number("stride")]),
    body: `var rest = index; var source = 0; ${steps.join(" ")} result[index] = x[source];`,
  };
}
