/** Registers a test once per engine. TensorFlow.js has one current backend, so each test makes its own current first. */
import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { openCpu } from "../../../pipeline/engines/portable/cpu.ts";
import {
  type Engine,
  type EngineName,
  engineNames,
  type OpenedEngine,
} from "../../../pipeline/engines/engine.ts";
import { locateTensorflow } from "../../../pipeline/engines/tensorflow/install/locate.ts";
import { openTensorflow } from "../../../pipeline/engines/tensorflow/open.ts";
import { openWasm } from "../../../pipeline/engines/portable/wasm.ts";
import { findAdapter } from "../../../pipeline/engines/webgpu/adapter.ts";
import { openWebgpu } from "../../../pipeline/engines/webgpu/open.ts";
import { settled } from "../engines/settled.ts";
import { needs } from "../../needs.ts";

const found = locateTensorflow();
const tensorflow = found && await openTensorflow(found.paths);
const gpu = await findAdapter();
const engines: Record<string, OpenedEngine | undefined> = {
  tensorflow,
  webgpu: gpu && await openWebgpu(gpu),
  wasm: await openWasm(),
  cpu: await openCpu(),
};

/**
 * Registers `run` for every engine, or those of the given names; one that this machine lacks is ignored, and counted as
 * such. The test also fails when tensors are left over.
 */
export function engineTest(
  title: string,
  run: (engine: Engine) => void | Promise<void>,
  names: readonly EngineName[] = engineNames,
): void {
  for (const name of names) {
    const engine = engines[name];
    Deno.test({
      ...needs(name, engine, `${title} (${name})`),
      async fn() {
        await tf.setBackend(name);
        const before = alive(name);
        await run({ ...engine!, reason: "under test" });
        assert.deepEqual(alive(name), before, "tensors, buffers and handles alive afterwards");
        await settled();
      },
    });
  }
}

/** Registers `run` on the engine `cpu` alone, for what does not depend on the engine. */
export function cpuTest(title: string, run: (engine: Engine) => void | Promise<void>): void {
  Deno.test(title, async () => {
    await tf.setBackend("cpu");
    const before = alive("cpu");
    await run({ ...engines["cpu"]!, reason: "under test" });
    assert.deepEqual(alive("cpu"), before, "tensors and buffers alive afterwards");
  });
}

/** Tensors and data buffers of TensorFlow.js, and handles of the library where that is what computes. */
export function alive(name: string): number[] {
  const { numTensors, numDataBuffers } = tf.memory();
  return [numTensors, numDataBuffers, name === "tensorflow" ? tensorflow!.live() : 0];
}
