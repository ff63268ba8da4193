/** What products in bfloat16 may be off by, and which stay in float32. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Arithmetic } from "../../../../../pipeline/engines/precision.ts";
import {
  createOperations,
  type NodeBackend,
} from "../../../../../pipeline/engines/tensorflow/binding/operations.ts";
import { locateTensorflow } from "../../../../../pipeline/engines/tensorflow/install/locate.ts";
import { openTensorflow } from "../../../../../pipeline/engines/tensorflow/open.ts";
import { bfloat16Products } from "../../../../../pipeline/engines/tensorflow/primitives/products.ts";
import { needs } from "../../../../needs.ts";
import { sampled, tensorOf } from "../../sampled.ts";
import { wave } from "../../recorded.ts";

const found = locateTensorflow();
const engine = found && await openTensorflow(found.paths);
const mixed = engine?.mixed && "primitives" in engine.mixed ? engine.mixed : undefined;

/** Of a value that is rounded to bfloat16. */
const ROUNDING = 2 ** -9;

/** A function of some tensors, computed by primitives. */
type Computed = (arithmetic: Arithmetic, ...inputs: Tensor[]) => Tensor;

function mixedTest(name: string, run: (float32: Arithmetic, mixed: Arithmetic) => void): void {
  Deno.test({
    ...needs("bfloat16", mixed, name),
    async fn() {
      await tf.setBackend("tensorflow");
      const before = engine!.live();
      tf.tidy(() => run(engine!, mixed!));
      assert.equal(engine!.live(), before, "handles alive afterwards");
    },
  });
}

/** The value, and the gradients of all inputs for a gradient of it. */
function results(compute: (...inputs: Tensor[]) => Tensor, inputs: Tensor[], dy: Tensor): Tensor[] {
  const value = compute(...inputs);
  return [value, ...tf.grads(compute)(inputs, tf.reshape(dy, value.shape))];
}

/**
 * Both factors are rounded, and the product is, so that it is off by three roundings of the sum of magnitudes at most;
 * in float32 it would be by none of them.
 */
function checkRounding(float32: Arithmetic, mixed: Arithmetic, compute: Computed, inputs: Tensor[]): void {
  const { size } = compute(float32, ...inputs);
  const dy = wave([size], 9);
  const exact = results((...x) => compute(float32, ...x), inputs, dy);
  const rounded = results((...x) => compute(mixed, ...x), inputs, dy);
  const magnitudes = results((...x) => compute(float32, ...x), inputs.map(tf.abs), tf.abs(dy));
  exact.forEach((tensor, i) => {
    assert.deepEqual(rounded[i]!.shape, tensor.shape);
    assert.equal(rounded[i]!.dtype, "float32");
    const ratio = [...tf.div(tf.abs(tf.sub(rounded[i]!, tensor)), magnitudes[i]!).dataSync()];
    const [most, mean] = [Math.max(...ratio), ratio.reduce((sum, v) => sum + v) / ratio.length];
    assert.ok(most <= 3.01 * ROUNDING, `result ${i} is off by ${most / ROUNDING} roundings`);
    assert.ok(mean >= 0.01 * ROUNDING, `result ${i} is not rounded: ${mean / ROUNDING}`);
  });
}

mixedTest("matMul() in bfloat16 is off by its roundings, with gradients", (float32, mixed) => {
  const compute: Computed = ({ primitives }, a, b) => primitives.matMul(a!, b!);
  checkRounding(float32, mixed, compute, [wave([70, 90], 1), wave([90, 64], 2)]);
});

mixedTest("matMul() in bfloat16 adds up in float32", (_, { primitives }) => {
  const sums = primitives.matMul(tf.fill([64, 4096], 1), tf.fill([4096, 64], 1)).dataSync();
  assert.ok(sums.every((sum) => sum === 4096), `4096 ones are ${sums[0]}`);
});

mixedTest(
  "temporalConv() in bfloat16 is off by the roundings of its taps, with gradients",
  (float32, mixed) => {
    for (const [kernel, dilation] of [[3, 1], [1, 1], [3, 2]] as const) {
      const compute: Computed = ({ primitives }, x, weights) =>
        primitives.temporalConv(x!, weights!, null, dilation, true);
      checkRounding(float32, mixed, compute, [wave([2, 40, 64], 1), wave([64, kernel, 80], 2)]);
    }
  },
);

mixedTest("sampledTemporalConv() in bfloat16 is off by the roundings of its taps", (float32, mixed) => {
  const batch = sampled(4, 60, 64, 30);
  const rows = tf.abs(tensorOf(batch.rows));
  const compute: Computed = ({ primitives, planner }, weights) => {
    const plan = batch.plan(planner, { kernel: 3, dilation: 1, width: 72 });
    return primitives.sampledTemporalConv(rows, plan, weights!, null, 1);
  };
  checkRounding(float32, mixed, compute, [wave([64, 3, 72], 2)]);
});

mixedTest(
  "products in bfloat16 are of rows in multiples of 128, which the library has few programs for",
  () => {
    const operations = createOperations(tf.backend() as unknown as NodeBackend, "cpu");
    const multiplied: number[] = [];
    const noting = bfloat16Products({
      ...operations,
      run(name, inputs, attributes) {
        if (name === "MatMul") multiplied.push(...inputs.map(({ shape }) => shape[0]!));
        return operations.run(name, inputs, attributes);
      },
    });
    operations.scope(() => {
      for (const rows of [127, 128, 129, 250]) {
        const [x, dy] = [wave([rows, 64], 1), wave([rows, 72], 2)];
        assert.deepEqual(noting.product(x, wave([64, 72], 3), false, false).shape, [rows, 72]);
        assert.deepEqual(noting.product(x, dy, true, false).shape, [64, 72]);
      }
    });
    assert.equal(multiplied.length, 16);
    assert.deepEqual(new Set(multiplied), new Set([128, 64, 256]));
  },
);

mixedTest(
  "products of few columns, and those of signals, are those of float32 to the bit",
  (float32, mixed) => {
    const same = (compute: (arithmetic: Arithmetic) => Tensor) =>
      assert.deepEqual(compute(mixed).dataSync(), compute(float32).dataSync());
    same(({ primitives }) => primitives.matMul(wave([200, 80], 1), wave([80, 20], 2)));
    for (const batch of [1, 2]) {
      same(({ primitives }) => primitives.batchMatMul(wave([batch, 80, 70], 1), wave([batch, 70, 90], 2)));
    }
  },
);
