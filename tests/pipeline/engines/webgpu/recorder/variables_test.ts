import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Variable } from "../../../../../pipeline/engines/engine.ts";
import { recordedVariablesContract } from "../../recorded_variables_contract.ts";
import { counted, webgpuTest } from "./subject.ts";

recordedVariablesContract(webgpuTest);

const values = (variable: Variable) => [...variable.dataSync()];

webgpuTest(
  "a replay that changes variables is one submission and one read, results included",
  async (subject) => {
    const { recorder, engine: { variables } } = subject;
    const variable = variables.create(tf.tensor1d([1, 2]));
    const step = ([x]: readonly Tensor[]) => {
      const sum = tf.add(variable.read(), x!);
      variables.whenFinite(tf.sum(sum), (assign) => assign(variable, sum));
      return [tf.sum(sum), sum];
    };
    const x = tf.tensor1d([10, 20]);
    const recording = recorder.record([x], [], step);
    assert.deepEqual(values(variable), [1, 2]);
    for (const [i, replay] of [recording.replay, recording.replayAside].entries()) {
      let results: number[][] = [];
      const count = await counted(async () => {
        const tensors = await replay([x]);
        results = tensors.map((tensor) => [...tensor.dataSync()]);
        tf.dispose(tensors);
      });
      assert.deepEqual(count, { submitted: 1, read: 1 });
      const expected = [1 + 10 * (i + 1), 2 + 20 * (i + 1)];
      assert.deepEqual(results, [[expected[0]! + expected[1]!], expected]);
      assert.deepEqual(values(variable), expected);
    }
    recording.dispose();
    variable.dispose();
  },
);

webgpuTest(
  "results too large to be read at once stay on the GPU, and are freed by a replay that throws",
  (subject) => {
    const { recorder, live, engine: { variables } } = subject;
    const variable = variables.create(tf.zeros([40_000]));
    const recording = recorder.record([tf.scalar(0)], [], ([x]) => {
      const sum = tf.add(variable.read(), x!);
      variables.whenFinite(x!, (assign) => assign(variable, sum));
      return [sum];
    });
    const [result] = recording.replay([tf.scalar(2)]);
    assert.deepEqual(new Set(result!.dataSync()), new Set([2]));
    const infinite = tf.scalar(Infinity);
    const before = live();
    assert.throws(() => recording.replay([infinite]), /is not finite/);
    assert.deepEqual(live(), before);
    assert.deepEqual(new Set(variable.dataSync()), new Set([2]));
    recording.dispose();
    variable.dispose();
  },
);

webgpuTest(
  "what is read of a variable keeps its value, in a recording and outside",
  ({ recorder, engine }) => {
    const variable = engine.variables.create(tf.tensor1d([1, 2]));
    const recording = recorder.record([tf.scalar(0)], [], ([x]) => {
      const before = variable.read();
      const view = tf.reshape(before, [2, 1]);
      variable.assign(tf.add(before, x!));
      const between = variable.read();
      variable.assign(variable.read());
      variable.assign(tf.mul(variable.read(), 2));
      return [before, view, between, variable.read()];
    });
    const replay = (x: number) => recording.replay([tf.scalar(x)]).map((tensor) => [...tensor.dataSync()]);
    const old = variable.read();
    assert.deepEqual(replay(10), [[1, 2], [1, 2], [11, 12], [22, 24]]);
    const read = variable.read();
    assert.deepEqual(replay(1), [[22, 24], [22, 24], [23, 25], [46, 50]]);
    assert.deepEqual([...old.dataSync()], [1, 2]);
    assert.deepEqual([...read.dataSync()], [22, 24]);
    assert.deepEqual(values(variable), [46, 50]);
    recording.dispose();
    variable.dispose();
  },
);

webgpuTest(
  "recordings see what is assigned outside, and what others change",
  async ({ recorder, engine }) => {
    const { variables } = engine;
    const variable = variables.create(tf.scalar(1));
    const inputs = [tf.scalar(0)];
    const grow = recorder.record(inputs, [], ([x]) => {
      variable.assign(tf.add(tf.add(variable.read(), 1), x!));
      return [];
    });
    const look = recorder.record(inputs, [], ([x]) => [tf.add(variable.read(), x!)]);
    const seen = () => look.replay(inputs)[0]!.dataSync()[0];
    assert.deepEqual([variable.dataSync()[0], seen()], [1, 1]);
    assert.deepEqual(await counted(() => grow.replay(inputs)), { submitted: 1, read: 0 });
    grow.replay(inputs);
    assert.deepEqual([variable.dataSync()[0], seen()], [3, 3]);
    variable.assign(tf.scalar(40));
    assert.deepEqual([variable.dataSync()[0], seen()], [40, 40]);
    variables.whenFinite(tf.scalar(0), (assign) => assign(variable, tf.add(variable.read(), 2)));
    grow.replay(inputs);
    assert.deepEqual([variable.dataSync()[0], seen()], [43, 43]);
    assert.throws(
      () => recorder.record(inputs, [], () => [tf.scalar(variable.dataSync()[0]!)]),
      /^RunError: values are read back after/,
    );
    assert.equal(seen(), 43);
    variable.dispose();
    assert.throws(() => look.replay(inputs), /disposed/);
    for (const recording of [grow, look]) recording.dispose();
  },
);

webgpuTest("any number of replays that change variables may be under way", async ({ recorder, engine }) => {
  const { variables } = engine;
  const steps = [1, 2, 3, 4, 5].map((start) => {
    const value = tf.scalar(start);
    const variable = variables.create(value);
    const recording = recorder.record([value], [], ([x]) => {
      const sum = tf.add(variable.read(), x!);
      variables.whenFinite(sum, (assign) => assign(variable, sum));
      return [sum];
    });
    return { variable, recording };
  });
  const given = [10, NaN, 20, 30, 40].map((x) => tf.scalar(x));
  const ended = await Promise.allSettled(steps.map(({ recording }, i) => recording.replayAside([given[i]!])));
  const told = ended.map((each) =>
    each.status === "rejected" ? String(each.reason) : [...each.value[0]!.dataSync()]
  );
  assert.match(String(told[1]), /is not finite/);
  assert.deepEqual(told.toSpliced(1, 1), [[11], [23], [34], [45]]);
  assert.deepEqual(steps.flatMap(({ variable }) => values(variable)), [11, 2, 23, 34, 45]);
  for (const { variable, recording } of steps) {
    recording.dispose();
    variable.dispose();
  }
  for (const each of ended) if (each.status === "fulfilled") tf.dispose(each.value);
});

webgpuTest(
  "a replay changes nothing after a number that is not finite",
  ({ recorder, engine: { variables } }) => {
    const [first, second] = [1, 2].map((x) => variables.create(tf.scalar(x))) as [Variable, Variable];
    const step = ([a, b]: readonly Tensor[]) => {
      const ten = (variable: Variable) => tf.add(variable.read(), 10);
      variables.whenFinite(a!, (assign) => assign(first, ten(first)));
      variables.whenFinite(b!, (assign) => assign(first, ten(first)));
      second.assign(ten(second));
      return [];
    };
    const scalars = (a: number, b: number) => [tf.scalar(a), tf.scalar(b)];
    const recording = recorder.record(scalars(0, 0), [], step);
    recording.replay(scalars(3e38, 3e38));
    assert.deepEqual([...values(first), ...values(second)], [21, 12]);
    assert.throws(() => recording.replay(scalars(NaN, 0)), /is not finite/);
    assert.deepEqual([...values(first), ...values(second)], [21, 12]);
    assert.throws(() => recording.replay(scalars(0, -Infinity)), /is not finite/);
    assert.deepEqual([...values(first), ...values(second)], [31, 12]);
    recording.dispose();
    for (const variable of [first, second]) variable.dispose();
  },
);
