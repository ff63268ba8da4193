import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { openCpu } from "../../../pipeline/engines/portable/cpu.ts";
import type { OpenedEngine, Variable } from "../../../pipeline/engines/engine.ts";
import { locateTensorflow } from "../../../pipeline/engines/tensorflow/install/locate.ts";
import { openTensorflow } from "../../../pipeline/engines/tensorflow/open.ts";
import { openWasm } from "../../../pipeline/engines/portable/wasm.ts";
import { findAdapter } from "../../../pipeline/engines/webgpu/adapter.ts";
import { openWebgpu } from "../../../pipeline/engines/webgpu/open.ts";
import { release } from "../../../pipeline/release.ts";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { needs } from "../../needs.ts";
import { settled } from "./settled.ts";

const found = locateTensorflow();
const tensorflow = found && await openTensorflow(found.paths);
const gpu = await findAdapter();
const engines: Readonly<Record<string, OpenedEngine | undefined>> = {
  tensorflow,
  webgpu: gpu && await openWebgpu(gpu),
  wasm: await openWasm(),
  cpu: await openCpu(),
};

/** A test on every engine, which must leave no tensor and no handle behind. */
function variablesTest(title: string, run: (engine: OpenedEngine) => void): void {
  for (const [name, engine] of Object.entries(engines)) {
    Deno.test({
      ...needs(name, engine, `${title} (${name})`),
      async fn() {
        await tf.setBackend(name);
        const alive = () => [tf.memory().numTensors, name === "tensorflow" ? tensorflow!.live() : 0];
        const before = alive();
        tf.tidy(() => run(engine!));
        assert.deepEqual(alive(), before, "tensors and handles alive afterwards");
        await settled();
      },
    });
  }
}

function values(variable: Variable): number[] {
  return [...variable.dataSync()];
}

variablesTest("a variable is read, assigned and read again", ({ variables }) => {
  const initial = tf.tensor2d([[1, 2], [3, 4]]);
  const variable = variables.create(initial);
  initial.dispose();
  const read = variable.read();
  variable.assign(tf.tensor2d([[5, 6], [7, 8]]));
  assert.deepEqual(variable.shape, [2, 2]);
  assert.deepEqual([...read.dataSync()], [1, 2, 3, 4]);
  assert.deepEqual(read.shape, [2, 2]);
  assert.deepEqual(values(variable), [5, 6, 7, 8]);
  assert.throws(() => variable.assign(tf.tensor1d([1])), /shape \[2,2\] cannot take .* \[1\]/);
  variable.dispose();
});

variablesTest("the elements of a variable are the caller's", ({ variables }) => {
  const variable = variables.create(tf.tensor1d([1, 2]));
  const read = variable.read();
  release(variable.dataSync());
  assert.deepEqual(values(variable), [1, 2]);
  assert.deepEqual([...read.dataSync()], [1, 2]);
  variable.dispose();
});

variablesTest("whenFinite() assigns values, and leaves what was read before as it was", ({ variables }) => {
  const [first, second] = [variables.create(tf.tensor1d([1, 2])), variables.create(tf.scalar(3))];
  const before = first.read();
  variables.whenFinite(tf.scalar(-7), (assign) => {
    assign(first, tf.tensor1d([4, 5]));
    assign(second, tf.scalar(6));
    // What is assigned is there at once.
    assign(second, tf.add(second.read(), tf.sum(first.read())));
  });
  assert.deepEqual([...before.dataSync()], [1, 2]);
  assert.deepEqual([values(first), values(second)], [[4, 5], [15]]);
  [first, second].forEach((each) => each.dispose());
});

variablesTest("whenFinite() with a guard that is not finite throws and changes nothing", ({ variables }) => {
  for (const guard of [NaN, Infinity, -Infinity]) {
    const all = [1, 2].map((value) => variables.create(tf.scalar(value)));
    assert.throws(
      () =>
        variables.whenFinite(tf.scalar(guard), (assign) => all.forEach((each) => assign(each, tf.scalar(5)))),
      (error) => error instanceof RunError && /the loss or a gradient is not finite/.test(error.message),
    );
    assert.deepEqual(all.flatMap(values), [1, 2]);
    all.forEach((each) => each.dispose());
  }
});
