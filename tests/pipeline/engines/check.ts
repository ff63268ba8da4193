/** Compares a function on tensors, and its gradients, with one on plain numbers. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";

/** An input: its shape and values, row-major. */
export interface Input {
  readonly shape: number[];
  readonly values: number[];
}

/** Repeatable values in (-2, 2), already rounded to float32. */
export function input(...shape: number[]): Input {
  const size = shape.reduce((a, b) => a * b, 1);
  const wave = (i: number) => Math.fround(2 * Math.sin(1.7 * i * i + 3.1 * i + size));
  return { shape, values: Array.from({ length: size }, (_, i) => wave(i)) };
}

/** Repeatable whole values in 0 .. distinct - 1, so that many are equal. */
export function tied(count: number, ...shape: number[]): Input {
  const { values } = input(...shape);
  return { shape, values: values.map((v) => Math.floor(Math.abs(v) * 1e4) % count) };
}

/** The values of `on` equal those of `reference`, up to `tolerance` times the largest. */
export function checkValues(
  on: (...tensors: Tensor[]) => Tensor,
  reference: (...arrays: number[][]) => number[],
  inputs: Input[],
  tolerance = 1e-5,
): void {
  const y = tf.tidy(() => Array.from(on(...inputs.map(tensor)).dataSync()));
  assertClose(y, reference(...inputs.map((i) => i.values)), tolerance, "value");
}

/** As `checkValues`, and the gradient of a weighted sum of the result equals central differences of `reference`. */
export function checkGradients(
  on: (...tensors: Tensor[]) => Tensor,
  reference: (...arrays: number[][]) => number[],
  inputs: Input[],
  tolerance = 2e-5,
): void {
  checkValues(on, reference, inputs, tolerance);
  const weights = input(reference(...inputs.map((i) => i.values)).length).values;
  const gradients = tf.tidy(() => {
    const loss = (...tensors: Tensor[]) => {
      const y = on(...tensors);
      return tf.sum<tf.Scalar>(tf.mul(y, tf.tensor(weights, y.shape)));
    };
    return tf.grads(loss)(inputs.map(tensor)).map((g) => ({
      shape: g.shape,
      values: Array.from(g.dataSync()),
    }));
  });
  inputs.forEach(({ shape }, n) => {
    assert.deepEqual(gradients[n]!.shape, shape);
    assertClose(gradients[n]!.values, differences(reference, inputs, n, weights), tolerance, `gradient ${n}`);
  });
}

/** d/d inputs[n] of sum(weights * reference(inputs)), by central differences. */
function differences(
  reference: (...arrays: number[][]) => number[],
  inputs: Input[],
  n: number,
  weights: number[],
): number[] {
  const step = 1e-5;
  const at = (i: number, delta: number) => {
    const moved = inputs.map(({ values }, m) => m === n ? values.with(i, values[i]! + delta) : values);
    return reference(...moved).reduce((sum, y, j) => sum + y * weights[j]!, 0);
  };
  return inputs[n]!.values.map((_, i) => (at(i, step) - at(i, -step)) / (2 * step));
}

/** Every element within `tolerance` times max(1, the largest expected magnitude). */
export function assertClose(actual: number[], expected: number[], tolerance: number, what: string): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  const scale = expected.reduce((most, v) => Math.max(most, Math.abs(v)), 1);
  actual.forEach((v, i) => {
    const good = Math.abs(v - expected[i]!) <= tolerance * scale;
    assert.ok(good, `${what}[${i}] is ${v}, expected ${expected[i]} (tolerance ${tolerance * scale})`);
  });
}

function tensor({ shape, values }: Input): Tensor {
  return tf.tensor(values, shape);
}
