/** What the tests of recording on WebGPU share: the engine, its memory, and what it submits. */
import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { OpenedEngine } from "../../../../../pipeline/engines/engine.ts";
import { findAdapter } from "../../../../../pipeline/engines/webgpu/adapter.ts";
import { openWebgpu } from "../../../../../pipeline/engines/webgpu/open.ts";
import { flush, internalsOf } from "../../../../../pipeline/engines/webgpu/recorder/internals.ts";
import { needs } from "../../../../needs.ts";
import type { Subject } from "../../recorder_contract.ts";
import { settled } from "../../settled.ts";

const found = await findAdapter();

/** The engine, undefined where there is no driver. */
export const engine: OpenedEngine | undefined = found && await openWebgpu(found);

/** TensorFlow.js's backend. */
export function backendNow() {
  return internalsOf(tf.backend() as never);
}

/** Bytes of the GPU that are in use, and tensors. */
export function live(): number[] {
  flush(backendNow());
  const { numTensors, numBytesInGPU } = tf.memory() as tf.MemoryInfo & { numBytesInGPU: number };
  return [numBytesInGPU, numTensors];
}

/** A test that is ignored, and counted as such, where there is no driver; it must leave nothing on the GPU. */
export function webgpuTest(name: string, run: (subject: Subject) => void | Promise<void>): void {
  Deno.test({
    ...needs("webgpu", engine, `${name} (webgpu)`),
    async fn() {
      const before = live();
      tf.engine().startScope();
      await run({ engine: engine!, recorder: engine!.recorder!, live });
      tf.engine().endScope();
      assert.deepEqual(live(), before, "bytes and tensors alive afterwards");
      await settled();
    },
  });
}

/** How often something is submitted, and read, while `run` runs. */
export async function counted(run: () => unknown): Promise<{ submitted: number; read: number }> {
  const { queue } = backendNow();
  const count = { submitted: 0, read: 0 };
  const { mapAsync } = GPUBuffer.prototype;
  queue.submit = function (buffers) {
    count.submitted++;
    return GPUQueue.prototype.submit.call(this, buffers);
  };
  GPUBuffer.prototype.mapAsync = function (...args) {
    count.read++;
    return mapAsync.apply(this, args);
  };
  try {
    await run();
  } finally {
    delete (queue as Partial<GPUQueue>).submit;
    GPUBuffer.prototype.mapAsync = mapAsync;
  }
  return count;
}
