import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { RunError } from "../../../../../specs/diagnostics/diagnostics.ts";
import { wave } from "../../recorded.ts";
import { assertClose } from "../../../contract/check.ts";
import { webgpuTest } from "../recorder/subject.ts";

/** Matrices far from those without an inverse, with a 0 where elimination would begin. */
function invertible(count: number, n: number, seed: number): Tensor {
  const permuted = tf.tensor(
    Array.from({ length: n * n }, (_, i) => (Math.floor(i / n) + 1) % n === i % n ? 1 : 0),
    [1, n, n],
  );
  return tf.add(tf.mul(wave([count, n, n], seed), 0.2 / n), permuted);
}

webgpuTest(
  "a recorded inverse is that in JavaScript to rounding, with its gradient",
  ({ recorder, engine }) => {
    const { inverse } = engine.primitives;
    const run = ([x]: readonly Tensor[]) => [
      inverse(x!),
      tf.grad((x) => tf.sum(tf.square(inverse(x))))(x!),
    ];
    for (const [count, n] of [[1, 1], [2, 3], [70, 8], [3, 40], [1, 100]] as const) {
      const recording = recorder.record([invertible(count, n, 1)], [], run);
      const x = invertible(count, n, 2);
      const values = (tensors: Tensor[]) => tensors.map((tensor) => [...tensor.dataSync()]);
      assertClose(values(recording.replay([x])).flat(), values(run([x])).flat(), 1e-5, `${count} of ${n}`);
      assert.deepEqual(values(recording.replay([x])), values(recording.replay([x])));
      recording.dispose();
    }
  },
);

webgpuTest(
  "a replay refuses a matrix without an inverse, and passes on what is not finite",
  ({ recorder, engine }) => {
    const recording = recorder.record([tf.zeros([2, 2, 2])], [], ([x]) => [engine.primitives.inverse(x!)]);
    const replay = (values: number[]) => [...recording.replay([tf.tensor(values, [2, 2, 2])])[0]!.dataSync()];
    assert.throws(
      () => replay([1, 0, 0, 1, 1, 2, 2, 4]),
      (error) => error instanceof RunError && error.message === "a matrix has no inverse",
    );
    const [first, ...others] = replay([1, NaN, 0, 1, 0, 2, 4, 0]);
    assert.ok(Number.isNaN(first));
    assert.deepEqual(others.slice(3), [0, 0.25, 0.5, 0]);
    recording.dispose();
  },
);
