import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { RunError } from "../../../../../specs/diagnostics/diagnostics.ts";
import { wave } from "../../recorded.ts";
import { recorderContract } from "../../recorder_contract.ts";
import { counted, live, webgpuTest } from "./subject.ts";

recorderContract(webgpuTest);

const twoSums = ([x]: readonly Tensor[]) => [tf.sum(tf.square(x!), 1), tf.sum(tf.relu(x!), 0)];

webgpuTest("replay() is one submission, and reads nothing", async ({ recorder }) => {
  const recording = recorder.record([wave([8, 5], 1)], [], twoSums);
  assert.ok(recording.nodes > 3);
  let results: Tensor[] = [];
  const inJavaScript = wave([8, 5], 2);
  assert.deepEqual(await counted(() => results = recording.replay([inJavaScript])), {
    submitted: 1,
    read: 0,
  });
  const expected = twoSums([inJavaScript]).map((tensor) => [...tensor.dataSync()]);
  assert.deepEqual(results.map((tensor) => [...tensor.dataSync()]), expected);
  // What computes the input is in the same submission.
  assert.deepEqual(await counted(() => results = recording.replay([tf.neg(tf.neg(inJavaScript))])), {
    submitted: 1,
    read: 0,
  });
  assert.deepEqual(results.map((tensor) => [...tensor.dataSync()]), expected);
  recording.dispose();
});

webgpuTest(
  "replayAside() gives the bits of replay(), and JavaScript goes on meanwhile",
  async ({ recorder }) => {
    const inputs = [1, 2, 3, 4, 5].map((seed) => wave([8, 5], seed));
    const recording = recorder.record([inputs[0]!], [], twoSums);
    let turns = 0;
    const turn = setTimeout(() => turns++);
    const aside = await Promise.all(inputs.map((input) => recording.replayAside([input])));
    assert.equal(turns, 1);
    clearTimeout(turn);
    inputs.forEach((input, i) => {
      const now = recording.replay([input]);
      assert.deepEqual(aside[i]!.map((t) => [...t.dataSync()]), now.map((t) => [...t.dataSync()]));
    });
    tf.dispose(aside);
    recording.dispose();
  },
);

webgpuTest("recordings share what they need in between", ({ recorder }) => {
  const record = (length: number) =>
    recorder.record([tf.zeros([length, 256])], [], ([x]) => {
      let y = tf.sin(x!);
      for (let i = 0; i < 5; i++) {
        const next = tf.sin(y);
        y.dispose();
        y = next;
      }
      return [tf.sum(y)];
    });
  const [empty] = live() as [number];
  const first = record(256);
  const [one] = live() as [number];
  // The input and two tensors of 256 KiB: what has been read is written anew.
  assert.ok(one - empty < 4 * 2 ** 18, `${one - empty} bytes`);
  const others = [250, 240, 230].map(record);
  const [all] = live() as [number];
  assert.ok(all - one < 2 ** 17, `${all - one} bytes`);
  first.dispose();
  others.forEach((each) => each.dispose());
});

webgpuTest("a constant keeps its values, though it is disposed of while recording", ({ recorder }) => {
  const recording = recorder.record([tf.tensor1d([1, 2])], [], ([x]) => {
    const constant = tf.tensor1d([10, 20]);
    const sum = tf.add(x!, constant);
    constant.dispose();
    return [tf.mul(tf.neg(sum), -1), tf.scalar(3), tf.zeros([0, 2]), x!];
  });
  for (const [a, b] of [[1, 2], [3, 4]] as const) {
    const results = recording.replay([tf.tensor1d([a, b])]);
    assert.deepEqual(results.map((t) => [...t.dataSync()]), [[10 + a, 20 + b], [3], [], [a, b]]);
    assert.deepEqual(results.map(({ shape }) => shape), [[2], [], [0, 2], [2]]);
  }
  recording.dispose();
});

webgpuTest("whole numbers and truth values are given and come back as such", ({ recorder }) => {
  const run = ([x, where]: readonly Tensor[]) => [tf.where(where!, x!, tf.neg(x!)), tf.logicalNot(where!)];
  const inputs = [tf.tensor1d([1, 2, 3], "int32"), tf.tensor1d([true, false, true], "bool")];
  const recording = recorder.record(inputs, [], run);
  const results = recording.replay(inputs);
  assert.deepEqual(results.map(({ dtype }) => dtype), ["int32", "bool"]);
  assert.deepEqual(results.map((t) => [...t.dataSync()]), [[1, -2, 3], [0, 1, 0]]);
  recording.dispose();
});

webgpuTest("a size that varies is refused", ({ recorder }) => {
  assert.throws(
    () => recorder.record([wave([4, 3], 1)], [[-1, 3]], twoSums),
    (error) => error instanceof RunError && /takes no sizes that vary/.test(error.message),
  );
});
