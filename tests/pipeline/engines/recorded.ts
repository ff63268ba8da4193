/** Recorded functions beside those that run at once. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Recorder } from "../../../pipeline/engines/recorder.ts";

/** A tensor of repeatable numbers in (-1, 1). */
export function wave(shape: number[], seed: number): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(12.9898 * (i + 1) + 78.233 * seed)),
    shape,
  );
}

/** What `run` gives outside of a recording, and replayed on these inputs after being recorded on the first ones. */
export function both(
  recorder: Recorder,
  examples: Tensor[],
  inputs: Tensor[],
  run: (inputs: readonly Tensor[]) => Tensor[],
  shapes: (number[] | undefined)[] = [],
): { eager: number[][]; replayed: number[][]; again: number[][] } {
  const recording = recorder.record(examples, shapes, run);
  const values = (tensors: Tensor[]) => {
    const all = tensors.map((tensor) => [...tensor.dataSync()]);
    tf.dispose(tensors);
    return all;
  };
  const result = {
    eager: values(tf.tidy(() => run(inputs))),
    replayed: values(recording.replay(inputs)),
    again: values(recording.replay(inputs)),
  };
  recording.dispose();
  return result;
}

/** Checks numbers to rounding. */
export function close(actual: number[][], expected: number[][]): void {
  assert.deepEqual(actual.map((a) => a.length), expected.map((e) => e.length));
  actual.forEach((values, i) =>
    values.forEach((value, j) => {
      const wanted = expected[i]![j]!;
      assert.ok(
        Math.abs(value - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted)),
        `${value} is not ${wanted}`,
      );
    })
  );
}
