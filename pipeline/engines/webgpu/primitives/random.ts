/** Random masks on the GPU: Philox4x32-10 as in pipeline/random/philox.ts. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { NumberOrTensor } from "../../engine.ts";
import { keepLimit } from "../../portable/primitives/elementwise.ts";
import type { StreamKey } from "../../../random/stream.ts";
import type { RunShader, Shader } from "../shader.ts";

/** Every thread makes one block: eight 16-bit numbers. */
const PER_BLOCK = 8;

const functions = (step: string, stepHigh: string) => `
    fn mulHigh(a : u32, b : u32) -> u32 {
      let middle = (a >> 16u) * (b & 0xffffu) + (((a & 0xffffu) * (b & 0xffffu)) >> 16u);
      let carry = (middle & 0xffffu) + (a & 0xffffu) * (b >> 16u);
      return (a >> 16u) * (b >> 16u) + (middle >> 16u) + (carry >> 16u);
    }
    fn philox(block : u32) -> vec4<u32> {
      var x = vec4<u32>(block, 0u, ${step}, ${stepHigh});
      var key = vec2<u32>(uniforms.low, uniforms.high);
      for (var round = 0; round < 10; round++) {
        x = vec4<u32>(
          mulHigh(0xcd9e8d57u, x.z) ^ x.y ^ key.x, 0xcd9e8d57u * x.z,
          mulHigh(0xd2511f53u, x.x) ^ x.w ^ key.y, 0xd2511f53u * x.x);
        key += vec2<u32>(0x9e3779b9u, 0xbb67ae85u);
      }
      return x;
    }`;

const body = `
    let words = philox(u32(index));
    for (var i = 0; i < ${PER_BLOCK}; i++) {
      let at = index * ${PER_BLOCK} + i;
      if (at >= uniforms.size) { break; }
      let number = (words[i / 2] >> (16u * u32(i % 2))) & 0xffffu;
      result[at] = select(0, 1, number < uniforms.limit);
    }`;

const NUMBERS = { low: "u32", high: "u32", limit: "u32", size: "i32" } as const;

const keepShader: Shader = {
  name: "keep_mask",
  inputs: [],
  numbers: { ...NUMBERS, step: "u32", stepHigh: "u32" },
  functions: functions("uniforms.step", "uniforms.stepHigh"),
  body,
};

/** The step is a tensor, int32. */
const keepAtShader: Shader = {
  name: "keep_mask_at",
  inputs: ["step"],
  numbers: NUMBERS,
  functions: functions("u32(step[0])", "0u"),
  body,
};

/** See `Primitives.keepMask`. */
export function keepMask(
  run: RunShader,
  shape: readonly number[],
  keep: number,
  key: StreamKey,
  step: NumberOrTensor,
): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const numbers = [key.low, key.high, keepLimit(keep), size];
  const output = { shape, dtype: "bool", threads: Math.ceil(size / PER_BLOCK) } as const;
  return typeof step === "number"
    ? run(keepShader, [], [...numbers, step >>> 0, Math.floor(step / 2 ** 32)], output)
    : run(keepAtShader, [step], numbers, output);
}
