/** Runs a shader in WGSL on tensors. */
import * as tf from "@tensorflow/tfjs-core";
import type { DataType, Tensor, TensorInfo } from "@tensorflow/tfjs-core";
import type { WebGPUBackend, WebGPUProgram } from "@tensorflow/tfjs-backend-webgpu";

/** A shader: every run of `body` is one thread. */
export interface Shader {
  /** Its name; shaders of the same name must be the same. */
  readonly name: string;
  /** The names of the input arrays, row-major. */
  readonly inputs: readonly string[];
  /** Name and type of the numbers that it takes, read as `uniforms.<name>`. */
  readonly numbers: Readonly<Record<string, "i32" | "u32" | "f32">>;
  /** Functions that the body uses. */
  readonly functions?: string;
  /** Statements that read `index`, the number of the thread, and write all of the array `result` between them. */
  readonly body: string;
}

/** What a run makes. */
export interface ShaderOutput {
  readonly shape: readonly number[];
  readonly dtype: DataType;
  /** Number of threads; absent for one per element. */
  readonly threads?: number;
  /** What is written into; absent for a new tensor. */
  readonly into?: TensorInfo;
}

/** Runs a shader on tensors of its inputs and its numbers, in their order. Bools are i32 there. Off the tape. */
export type RunShader = (
  shader: Shader,
  inputs: readonly Tensor[],
  numbers: readonly number[],
  output: ShaderOutput,
) => Tensor;

const WORKGROUP = 64;
const UNIFORM_TYPES = { i32: "int32", u32: "uint32", f32: "float32" } as const;

/** Runs shaders on a backend. */
export function createRunShader(backend: WebGPUBackend): RunShader {
  return (shader, inputs, numbers, output) =>
    tf.engine().makeTensorFromTensorInfo(runShader(backend, shader, inputs, numbers, output));
}

/** Runs a shader, as part of a kernel of TensorFlow.js. */
export function runShader(
  backend: WebGPUBackend,
  shader: Shader,
  inputs: readonly TensorInfo[],
  numbers: readonly number[],
  { shape, dtype, threads, into }: ShaderOutput,
): TensorInfo {
  const count = threads ?? shape.reduce((a, b) => a * b, 1);
  const types = Object.values(shader.numbers).map((type) => UNIFORM_TYPES[type]);
  const uniforms = [...numbers, count].map((value, i) => ({ type: types[i] ?? "int32", data: [value] }));
  return backend.runWebGPUProgram(compiled(shader, shape, count), [...inputs], dtype, uniforms, into);
}

function compiled(shader: Shader, shape: readonly number[], threads: number): WebGPUProgram {
  const numbers = Object.entries(shader.numbers).map(([name, type]) => `${name} : ${type}, `);
  return {
    shaderKey: `walt_${shader.name}`,
    variableNames: [...shader.inputs],
    uniforms: `${numbers.join("")}threads : i32, `,
    outputShape: [...shape],
    workgroupSize: [WORKGROUP, 1, 1],
    dispatchLayout: { x: shape.map((_, axis) => axis) },
    dispatch: [Math.ceil(threads / WORKGROUP), 1, 1],
    getUserCode: () => `
      ${shader.functions ?? ""}
      fn main(index : i32) {
        if (index >= uniforms.threads) { return; }
        ${shader.body}
      }`,
  };
}
