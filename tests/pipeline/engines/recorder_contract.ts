/** What recordings of every engine must do. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { OpenedEngine } from "../../../pipeline/engines/engine.ts";
import type { Recorder } from "../../../pipeline/engines/recorder.ts";
import { streamKey } from "../../../pipeline/random/stream.ts";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { both, close, wave } from "./recorded.ts";

/** The engine and its recorder. */
export interface Subject {
  readonly engine: OpenedEngine;
  readonly recorder: Recorder;
  /** What is alive on the engine, and of TensorFlow.js. */
  readonly live: () => unknown;
}

/** Registers a test on an engine. */
export type EngineTest = (name: string, run: (subject: Subject) => void) => void;

/** Registers the tests of recordings. */
export function recorderContract(engineTest: EngineTest): void {
  engineTest("record() computes nothing, replay() the function of new inputs", ({ recorder }) => {
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

  engineTest("replay() equals the function to rounding, and itself to the bit", ({ recorder, engine }) => {
    const { matMul, relu, l2Norm, median, temporalConv } = engine.primitives;
    const run = ([x, w, k]: readonly Tensor[]) => {
      const h = relu(temporalConv(x!, k!, null, 1, false));
      const rows = tf.reshape(h, [-1, 8]);
      return [tf.softmax(matMul(rows, w!)), l2Norm(rows), median(rows)];
    };
    const make = (
      seed: number,
    ) => [wave([3, 20, 6], seed), wave([8, 4], seed + 1), wave([6, 3, 8], seed + 2)];
    const { eager, replayed, again } = both(recorder, make(1), make(2), run);
    close(replayed, eager);
    assert.deepEqual(replayed, again);
  });

  engineTest("a gradient with customGrad and what it has saved is recorded", ({ recorder, engine }) => {
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

  engineTest(
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
      assert.deepEqual([...tf.sum(x, 0).dataSync()], [4, 6]);
      assert.deepEqual([...engine.primitives.relu(x).dataSync()], [1, 2, 3, 4]);
    },
  );

  engineTest("values that were not uploaded before are not kept from the recording", ({ recorder }) => {
    const x = tf.tensor1d([1, 2]);
    const late = tf.scalar(3);
    const recording = recorder.record([x], [], ([x]) => [tf.mul(x!, late)]);
    assert.deepEqual([...recording.replay([tf.tensor1d([10, 20])])[0]!.dataSync()], [30, 60]);
    assert.deepEqual([...late.dataSync()], [3]);
    recording.dispose();
  });

  engineTest("a captured tensor may be disposed of", ({ recorder }) => {
    const captured = tf.tidy(() => tf.add(tf.tensor1d([1, 2]), 1));
    const recording = recorder.record([tf.scalar(0)], [], ([x]) => [tf.add(captured, x!)]);
    captured.dispose();
    assert.deepEqual([...recording.replay([tf.scalar(10)])[0]!.dataSync()], [12, 13]);
    recording.dispose();
  });

  engineTest("numbers are recorded as they are, tensors are read anew", ({ recorder, engine }) => {
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

  engineTest("operations with lists of inputs are recorded", ({ recorder }) => {
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

  engineTest("record() that throws leaves no handle and the engine as it was", ({ recorder, live }) => {
    const captured = tf.tensor1d([1, 2, 3]);
    const x = tf.tensor1d([1, 2]);
    tf.dispose([tf.add(captured, 1), tf.add(x, 1)]);
    const before = live();
    const failing = [
      () => [tf.add(captured, x)],
      () => {
        tf.mul(tf.add(captured, 1), tf.scalar(3));
        throw new TypeError("of the function");
      },
      () => [tf.scalar(tf.sum(captured).dataSync()[0]!)],
    ];
    for (const run of failing) assert.throws(() => recorder.record([x], [], run));
    assert.deepEqual(live(), before);
    assert.throws(() => recorder.record([x], [], failing[1]!), /of the function/);
    assert.deepEqual([...tf.add(x, 1).dataSync()], [2, 3]);
  });

  engineTest("replay() and dispose() leave no handle", ({ recorder, live }) => {
    const captured = tf.tensor1d([1, 2, 3]);
    const x = tf.scalar(4);
    tf.dispose([tf.add(captured, 1), tf.add(x, 1)]);
    const before = live();
    const recording = recorder.record([x], [], ([x]) => [tf.mul(captured, x!)]);
    for (let i = 0; i < 3; i++) tf.dispose(recording.replay([x]));
    recording.dispose();
    recording.dispose();
    assert.deepEqual(live(), before);
    assert.throws(() => recording.replay([x]), /disposed/);
  });

  engineTest("a recording inside of another, and an input given twice, are refused", ({ recorder }) => {
    const x = tf.scalar(1);
    const record = () => recorder.record([x], [], ([x]) => [tf.add(x!, 1)]);
    assert.throws(() => recorder.record([x], [], () => (record(), [])), /inside of another/);
    assert.throws(() => recorder.record([x, x], [], ([x]) => [tf.add(x!, 1)]), /given twice/);
  });

  engineTest(
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
}
