import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { tensorflowTest } from "./subject.ts";
import type { Subject } from "../../recorder_contract.ts";

tensorflowTest("reads and writes of a variable keep their order", ({ recorder, engine }) => {
  const { variables } = engine;
  const variable = variables.create(tf.tensor1d([1, 2]));
  const run = ([x]: readonly Tensor[]) => {
    const before = variable.read();
    variable.assign(tf.add(before, x!));
    const between = variable.read();
    variable.assign(tf.mul(variable.read(), 10));
    return [before, between, variable.read()];
  };
  const recording = recorder.record([tf.scalar(1)], [], run);
  assert.deepEqual([...variable.dataSync()], [1, 2], "recording changes nothing");
  const values = (x: number) => recording.replay([tf.scalar(x)]).map((tensor) => [...tensor.dataSync()]);
  for (let i = 0; i < 20; i++) {
    variable.assign(tf.tensor1d([1, 2]));
    assert.deepEqual(values(1), [[1, 2], [2, 3], [20, 30]]);
    assert.deepEqual(values(5), [[20, 30], [25, 35], [250, 350]]);
  }
  assert.deepEqual([...variable.dataSync()], [250, 350]);
  recording.dispose();
  variable.dispose();
});

tensorflowTest("a write whose result nobody asks for happens", ({ recorder, engine }: Subject) => {
  const variable = engine.variables.create(tf.scalar(1));
  const recording = recorder.record([tf.scalar(1)], [], ([x]) => {
    variable.assign(tf.add(variable.read(), x!));
    return [];
  });
  assert.deepEqual(recording.replay([tf.scalar(4)]), []);
  assert.deepEqual([...variable.dataSync()], [5]);
  recording.dispose();
  variable.dispose();
});
