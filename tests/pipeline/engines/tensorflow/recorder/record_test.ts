import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { RunError } from "../../../../../specs/diagnostics/diagnostics.ts";
import { both, close, wave } from "../../recorded.ts";
import { recorderContract } from "../../recorder_contract.ts";
import { sampled, tensorOf } from "../../sampled.ts";
import { tensorflowTest } from "./subject.ts";

recorderContract(tensorflowTest);

tensorflowTest("indices whose range TensorFlow.js checks in JavaScript are refused", ({ recorder }) => {
  const x = tf.tensor2d([[1, 2], [3, 4]]);
  const refused = /^values are read back after ArgMax,/;
  assert.throws(
    () => recorder.record([x], [], ([x]) => [tf.gather(x!, tf.argMax(x!, 1))]),
    (error) => error instanceof RunError && refused.test(error.message),
  );
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
