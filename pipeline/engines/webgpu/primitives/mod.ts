/** The primitives of the engine webgpu: selections, sums of rows and randomness in WGSL, the rest in TensorFlow.js. */
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor3D } from "@tensorflow/tfjs-core";
import type { Primitives } from "../../engine.ts";
import { portablePrimitives } from "../../portable/primitives/portable.ts";
import type { Recordings } from "../recorder/record.ts";
import type { RunShader } from "../shader.ts";
import { inverse } from "./inverse.ts";
import { keepMask } from "./random.ts";
import { sampledTemporalConv } from "../sampled/temporal_conv.ts";
import { gatherRows, median, slidingMax, topK } from "./selection.ts";

/** The primitives on a device. */
export function webgpuPrimitives(
  backend: WebGPUBackend,
  recordings: Recordings,
  run: RunShader,
): Primitives {
  return {
    ...portablePrimitives,
    matMul: (a, b) => tf.matMul(a, b),
    batchMatMul: (a, b) => tf.matMul(a, b) as Tensor3D,
    inverse: (x) => inverse(backend, recordings, x),
    sampledTemporalConv: (...args) => sampledTemporalConv(run, ...args),
    keepMask: (shape, keep, key, step) => keepMask(run, shape, keep, key, step),
    topK: (x, k) => topK(run, x, k),
    gatherRows: (x, indices) => gatherRows(run, x, indices),
    median: (x) => median(run, x),
    slidingMax: (x, before, after, outside) => slidingMax(run, x, before, after, outside),
  };
}
