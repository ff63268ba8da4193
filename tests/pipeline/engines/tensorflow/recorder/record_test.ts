import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { streamKey } from "../../../../../pipeline/random/stream.ts";
import { RunError } from "../../../../../specs/diagnostics/diagnostics.ts";
import { sampled, tensorOf } from "../../sampled.ts";
import { both, close, tensorflowTest, wave } from "./subject.ts";

tensorflowTest("record() computes nothing, replay() the function of new inputs", ({ recorder }) => {
  let runs = 0;
  const recording = recorder.record([tf.tensor1d([1, 2])], [], ([x]) => {
    runs++;
    return [tf.add(tf.mul(x!, 2), 1), tf.sum(x!)];
  });
  const results = recording.replay([tf.tensor1d([5, 7])]);
  assert.deepEqual(results.map((tensor) => [...tensor.dataSync()]), [[11, 15], [12]]);
  assert.deepEqual(results.map(({ shape }) => shape), [[2], []]);
  assert.equal(runs, 1);
  recording.dispose();
});

tensorflowTest("replay() equals the function to rounding, and itself to the bit", ({ recorder, engine }) => {
  const { matMul, relu, l2Norm, median, temporalConv } = engine.primitives;
  const run = ([x, w, k]: readonly Tensor[]) => {
    const h = relu(temporalConv(x!, k!, null, 1, false));
    const rows = tf.reshape(h, [-1, 8]);
    return [tf.softmax(matMul(rows, w!)), l2Norm(rows), median(rows)];
  };
  const make = (seed: number) => [wave([3, 20, 6], seed), wave([8, 4], seed + 1), wave([6, 3, 8], seed + 2)];
  const { eager, replayed, again } = both(recorder, make(1), make(2), run);
  close(replayed, eager);
  assert.deepEqual(replayed, again);
});

tensorflowTest("a gradient with customGrad and what it has saved is recorded", ({ recorder, engine }) => {
  const factor = tf.tensor1d([2, 3, 4]);
  const cubed = tf.customGrad((x, save) => {
    const square = tf.square(x as Tensor);
    (save as (tensors: Tensor[]) => void)([square]);
    return {
      value: tf.mul(tf.mul(square, x as Tensor), factor),
      gradFunc: (dy: Tensor, [square]: Tensor[]) => tf.mul(dy, tf.mul(tf.mul(square!, 3), factor)),
    };
  });
  const run = ([x]: readonly Tensor[]) => [tf.grad((x) => tf.sum(engine.primitives.relu(cubed(x))))(x!)];
  const { eager, replayed } = both(recorder, [tf.tensor1d([9, 9, 9])], [tf.tensor1d([1, -2, 3])], run);
  assert.deepEqual(replayed, eager);
  assert.deepEqual(replayed, [[6, 0, 108]]);
});

tensorflowTest(
  "reading values of an input or result inside of a recording is refused",
  ({ recorder, engine }) => {
    const x = tf.tensor2d([[1, 2], [3, 4]]);
    const refused = (run: () => Tensor[], after: RegExp) =>
      assert.throws(
        () => recorder.record([x], [], run),
        (error) => error instanceof RunError && after.test(error.message) && error.hint !== undefined,
      );
    refused(() => [tf.scalar(x.dataSync()[0]!)], /^values are read back after the beginning,/);
    refused(() => [tf.scalar(tf.sum(x).dataSync()[0]!)], /^values are read back after Sum,/);
    // TensorFlow.js checks the range of indices in JavaScript.
    refused(() => [tf.gather(x, tf.argMax(x, 1))], /^values are read back after ArgMax,/);
    assert.deepEqual([...tf.sum(x, 0).dataSync()], [4, 6]);
    assert.deepEqual([...engine.primitives.relu(x).dataSync()], [1, 2, 3, 4]);
  },
);

tensorflowTest("values that were not uploaded before are not kept from the recording", ({ recorder }) => {
  const x = tf.tensor1d([1, 2]);
  const late = tf.scalar(3);
  const recording = recorder.record([x], [], ([x]) => [tf.mul(x!, late)]);
  assert.deepEqual([...recording.replay([tf.tensor1d([10, 20])])[0]!.dataSync()], [30, 60]);
  assert.deepEqual([...late.dataSync()], [3]);
  recording.dispose();
});

tensorflowTest("a captured tensor may be disposed of", ({ recorder }) => {
  const captured = tf.tidy(() => tf.add(tf.tensor1d([1, 2]), 1));
  const recording = recorder.record([tf.scalar(0)], [], ([x]) => [tf.add(captured, x!)]);
  captured.dispose();
  assert.deepEqual([...recording.replay([tf.scalar(10)])[0]!.dataSync()], [12, 13]);
  recording.dispose();
});

tensorflowTest("numbers are recorded as they are, tensors are read anew", ({ recorder, engine }) => {
  const key = streamKey(1, "mask");
  const mask = (step: number | Tensor) => engine.primitives.keepMask([4, 9], 0.5, key, step);
  const at = (step: number) => [...mask(step).dataSync()];
  const int = (value: number) => tf.scalar(value, "int32");
  const recording = recorder.record([int(1)], [], ([step]) => [mask(step!), mask(1)]);
  for (const step of [1, 2, 70000]) {
    const [anew, kept] = recording.replay([int(step)]);
    assert.deepEqual([...anew!.dataSync()], at(step));
    assert.deepEqual([...kept!.dataSync()], at(1));
  }
  assert.notDeepEqual(at(1), at(2));
  recording.dispose();
});

tensorflowTest("a varying number of rows needs no new recording", ({ recorder, engine }) => {
  let runs = 0;
  const w = wave([3, 2], 5);
  const recording = recorder.record([wave([4, 3], 1)], [[-1, 3]], ([x]) => {
    runs++;
    // The result's own rows must be stated or summed away: here by a product over them.
    return [engine.primitives.matMul(tf.fill([1, 1], 1), engine.primitives.matMul(sumOfRows(x!), w))];
  });
  function sumOfRows(x: Tensor): Tensor {
    return tf.sum(x, 0, true);
  }
  for (const rows of [1, 4, 11]) {
    const x = wave([rows, 3], 10 + rows);
    const expected = engine.primitives.matMul(sumOfRows(x), w).dataSync();
    close([[...recording.replay([x])[0]!.dataSync()]], [[...expected]]);
  }
  assert.equal(runs, 1);
  assert.throws(
    () => recording.replay([wave([4, 2], 1)]),
    /input 0 has the shape \[4,2\], \[-1,3\] is recorded/,
  );
  assert.throws(() => recording.replay([]), /0 inputs are given, 1 are recorded/);
  recording.dispose();
});

tensorflowTest("a convolution of repeated rows takes any number of them", ({ recorder, engine }) => {
  const { sampledTemporalConv } = engine.primitives;
  const conv = { kernel: 3, dilation: 2, width: 6 };
  const run = ([rows, w, b, index, ...parts]: readonly Tensor[]) => {
    const on = (w: Tensor, b: Tensor) => sampledTemporalConv(rows!, { index: index!, parts }, w, b, 2);
    return [on(w!, b!), ...tf.grads(on)([w!, b!])];
  };
  const make = (count: number) => {
    const { rows, plan } = sampled(5, 30, 4, count);
    const { index, parts } = plan(engine.planner, conv);
    return [tensorOf(rows), wave([4, 3, 6], 1), wave([6], 2), index, ...parts];
  };
  const counts = [1, 7, 30];
  assert.equal(new Set(counts.map((count) => make(count)[0]!.shape[0])).size, 3);
  for (const count of counts) {
    const shapes = [[-1, 4], [4, 3, 6], [6], [5, 30], [-1, 3]];
    const { eager, replayed, again } = both(recorder, make(7), make(count), run, shapes);
    close(replayed, eager);
    assert.deepEqual(replayed, again);
  }
});

tensorflowTest("a size that varies does not reach TensorFlow.js unnoticed", ({ recorder }) => {
  assert.throws(
    () => recorder.record([wave([4, 3], 1)], [[-1, 3]], ([x]) => [tf.mul(x!, 2)]),
    (error) => error instanceof RunError && /the shape \[-1,3\] of a result/.test(error.message),
  );
});

tensorflowTest("operations with lists of inputs are recorded", ({ recorder }) => {
  const run = ([x, y]: readonly Tensor[]) => [
    tf.concat([x!, y!, x!], 1),
    tf.addN([x!, y!, y!]),
    tf.stack([x!, y!]),
    ...tf.split(tf.concat([x!, y!]), [1, 3]),
  ];
  const { eager, replayed } = both(
    recorder,
    [wave([2, 3], 1), wave([2, 3], 2)],
    [wave([2, 3], 3), wave([2, 3], 4)],
    run,
  );
  assert.deepEqual(replayed, eager);
});

tensorflowTest("record() that throws leaves no handle and the engine as it was", ({ recorder, engine }) => {
  const captured = tf.tensor1d([1, 2, 3]);
  const x = tf.tensor1d([1, 2]);
  tf.dispose([tf.add(captured, 1), tf.add(x, 1)]);
  const before = [engine.live(), tf.memory().numTensors];
  const failing = [
    () => [tf.add(captured, x)],
    () => {
      tf.mul(tf.add(captured, 1), tf.scalar(3));
      throw new TypeError("of the function");
    },
    () => [tf.scalar(tf.sum(captured).dataSync()[0]!)],
  ];
  for (const run of failing) assert.throws(() => recorder.record([x], [], run));
  assert.deepEqual([engine.live(), tf.memory().numTensors], before);
  assert.throws(() => recorder.record([x], [], failing[1]!), /of the function/);
  assert.deepEqual([...tf.add(x, 1).dataSync()], [2, 3]);
});

tensorflowTest("replay() and dispose() leave no handle", ({ recorder, engine }) => {
  const captured = tf.tensor1d([1, 2, 3]);
  const x = tf.scalar(4);
  tf.dispose([tf.add(captured, 1), tf.add(x, 1)]);
  const before = engine.live();
  const recording = recorder.record([x], [], ([x]) => [tf.mul(captured, x!)]);
  for (let i = 0; i < 3; i++) tf.dispose(recording.replay([x]));
  recording.dispose();
  recording.dispose();
  assert.equal(engine.live(), before);
  assert.throws(() => recording.replay([x]), /disposed/);
});

tensorflowTest("a recording inside of another, and an input given twice, are refused", ({ recorder }) => {
  const x = tf.scalar(1);
  const record = () => recorder.record([x], [], ([x]) => [tf.add(x!, 1)]);
  assert.throws(() => recorder.record([x], [], () => (record(), [])), /inside of another/);
  assert.throws(() => recorder.record([x, x], [], ([x]) => [tf.add(x!, 1)]), /given twice/);
});

tensorflowTest(
  "variables of TensorFlow.js are refused, since their changes would not be seen",
  ({ recorder }) => {
    const x = tf.scalar(1);
    const variable = tf.variable(tf.scalar(2), true, "under test");
    const refused = /the variable "under test" is of TensorFlow.js/;
    assert.throws(() => recorder.record([x], [], ([x]) => [tf.add(variable, x!)]), refused);
    assert.throws(
      () => recorder.record([x], [], ([x]) => [(variable.assign(tf.neg<tf.Scalar>(x as tf.Scalar)), x!)]),
      refused,
    );
    variable.dispose();
    const made = () => [tf.variable(tf.scalar(2), true, "under test") as Tensor];
    assert.throws(() => recorder.record([x], [], made), refused);
    tf.disposeVariables();
  },
);
