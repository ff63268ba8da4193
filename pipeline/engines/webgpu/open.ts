/** The engine `webgpu`: TensorFlow.js's WGSL kernels on the GPU that Deno's WebGPU finds. */
import { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import * as tf from "@tensorflow/tfjs-core";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import type { OpenedEngine } from "../engine.ts";
import type { Recorder } from "../recorder.ts";
import "../registered_gradients.ts";
import type { Adapter } from "./adapter.ts";
import { replaceKernels } from "./kernels.ts";
import { limitPool } from "./pool.ts";
import { webgpuPrimitives } from "./primitives/mod.ts";
import { webgpuPlanner } from "./sampled/plan.ts";
import { createRunShader } from "./shader.ts";
import { createReader, openStaging } from "./read.ts";
import { internalsOf } from "./recorder/internals.ts";
import { createRecorder, type Recordings } from "./recorder/record.ts";
import { uploadTensors } from "./upload.ts";
import { webgpuVariables } from "./variables.ts";

/** `MatMulProgramType.MatMulPackedProgram`: one of the others adds in an order that differs from run to run. */
const PACKED = 3;

/** Bytes of the GPU that are kept for tensors to come. */
const KEPT = 2 ** 31;

/** How many replays are read at a time without waiting for one another, and what each can leave to be read, in bytes. */
const STAGINGS = { count: 3, size: 2 ** 16 } as const;

/** A backend, and its recorder. */
interface Opened {
  readonly backend: WebGPUBackend;
  readonly recordings: Recordings;
  readonly recorder: Recorder;
}

let opened: Promise<Opened> | undefined;

/** Makes the engine current. The device is opened once in a process, from the first adapter. */
export async function openWebgpu(found: Adapter): Promise<OpenedEngine> {
  const { backend, recordings, recorder } = await (opened ??= openBackend(found.adapter));
  await tf.setBackend("webgpu");
  const run = createRunShader(backend);
  return {
    name: "webgpu",
    description: `WebGPU on ${found.device}`,
    processor: found.software ? "cpu" : "gpu",
    primitives: webgpuPrimitives(backend, recordings, run),
    planner: webgpuPlanner,
    variables: webgpuVariables(backend, recordings, run),
    recorder,
    // Where the CPU computes, a copy for the GPU gains nothing.
    ...!found.software && { upload: (tensors) => uploadTensors(internalsOf(backend), tensors) },
  };
}

async function openBackend(adapter: GPUAdapter): Promise<Opened> {
  const device = await adapter.requestDevice({ requiredLimits: limitsOf(adapter) });
  failLoudly(device);
  const backend = new WebGPUBackend(device);
  limitPool(backend.bufferManager, KEPT);
  await readWhileWaiting(backend);
  // Small tensors would otherwise be computed in JavaScript, or not, depending on where they were made.
  tf.env().set("WEBGPU_CPU_FORWARD", false);
  tf.env().set("WEBGPU_MATMUL_PROGRAM_TYPE", PACKED);
  tf.removeBackend("webgpu");
  tf.registerBackend("webgpu", () => backend);
  replaceKernels(backend);
  const stagings = await Promise.all(
    Array.from({ length: STAGINGS.count }, () => openStaging(device, STAGINGS.size)),
  );
  const recordings: Recordings = {};
  return { backend, recordings, recorder: createRecorder(backend, recordings, stagings) };
}

/** Ends the program when the device refuses something, which it says later: the results are garbage. */
function failLoudly(device: GPUDevice): void {
  device.addEventListener("uncapturederror", (event) => {
    throw new RunError(`the GPU failed: ${(event as GPUUncapturedErrorEvent).error.message.trim()}`);
  });
  device.lost.then(({ message }) => {
    throw new RunError(`the GPU is gone: ${message}`);
  });
}

/** The most that the adapter allows, where tensors of full size need more than the least. */
function limitsOf({ limits }: GPUAdapter): Record<string, number> {
  const { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupStorageSize } = limits;
  const { maxComputeWorkgroupSizeX, maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupsPerDimension } =
    limits;
  return {
    maxBufferSize,
    maxStorageBufferBindingSize,
    maxComputeWorkgroupStorageSize,
    maxComputeWorkgroupSizeX,
    maxComputeInvocationsPerWorkgroup,
    maxComputeWorkgroupsPerDimension,
  };
}

/** Replaces the reads of TensorFlow.js, of which the one that waits needs a canvas. */
async function readWhileWaiting(backend: WebGPUBackend): Promise<void> {
  const read = await createReader(backend.device);
  backend.readSync = (dataId) => {
    const data = backend.tensorMap.get(dataId);
    if (data.values != null) return data.values;
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    backend.submitQueue();
    const buffer = data.resource as GPUBuffer;
    const values = tf.util.convertBackendValuesAndArrayBuffer(read(buffer, buffer.size), data.dtype);
    data.values = values;
    return values;
  };
  backend.read = (dataId) => Promise.resolve(backend.readSync(dataId));
}
