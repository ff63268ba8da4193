import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import assert from "node:assert/strict";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { type AdamOptions, adamStep, disposeMoments, zeroMoments } from "../../../pipeline/training/adam.ts";
import { assertClose } from "../contract/check.ts";
import { cpuTest, engineTest } from "../contract/engines.ts";

const OPTIONS: Numbers = { rate: 0.1, weightDecay: 0.5, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** The constants of a step, all as numbers. */
type Numbers = AdamOptions & { readonly rate: number };

/** What is trained on an engine: variables by name, with moments of zeros. */
function trainedOf(engine: Engine, values: Record<string, number[]>) {
  const parameters = new Map(
    Object.entries(values).map(([name, start]) => {
      const tensor = tf.tensor1d(start);
      const variable = engine.variables.create(tensor);
      tensor.dispose();
      return [name, variable];
    }),
  );
  const trained = { engine, parameters };
  const moments = zeroMoments(trained);
  return {
    ...trained,
    moments,
    step(gradients: Record<string, number[]>, step: number, options: Numbers, loss = 0) {
      tf.tidy(() => {
        const tensors = new Map(Object.entries(gradients).map(([name, g]) => [name, tf.tensor1d(g)]));
        adamStep(trained, tensors, moments, step, options, tf.scalar(loss));
      });
    },
    dispose() {
      parameters.forEach((variable) => variable.dispose());
      disposeMoments(moments);
    },
  };
}

/** Parameters and moments of one tensor "w" after each step, computed by `adamStep`. */
function stepped(engine: Engine, start: number[], gradients: number[][], options: Numbers) {
  const { parameters, moments, step, dispose } = trainedOf(engine, { w: start });
  const after = gradients.map((values, i) => {
    step({ w: values }, i + 1, options);
    return {
      w: [...parameters.get("w")!.dataSync()],
      first: [...moments.first.get("w")!.dataSync()],
      second: [...moments.second.get("w")!.dataSync()],
    };
  });
  dispose();
  return after;
}

/** One number through the formula, in float64. */
function formula(
  start: number,
  gradients: number[],
  { rate, weightDecay, beta1, beta2, epsilon }: Numbers,
) {
  let [w, m, v] = [start, 0, 0];
  return gradients.map((gradient, i) => {
    const g = gradient + weightDecay * w;
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g * g;
    const corrected = Math.sqrt(v / (1 - beta2 ** (i + 1))) + epsilon;
    w -= rate * (m / (1 - beta1 ** (i + 1))) / corrected;
    return { w, m, v };
  });
}

engineTest("adamStep() takes the first two steps of the formula, with weight decay", (engine) => {
  // By hand: g1 = 1 + 0.5 * 2 = 2, so w1 = 2 - 0.1; g2 = -3 + 0.5 * 1.9 = -2.05,
  // m2 = 0.9 * 0.2 - 0.205 = -0.025, v2 = 0.999 * 0.004 + 0.0042025 = 0.0081985.
  const [one, two] = stepped(engine, [2], [[1], [-3]], OPTIONS);
  assertClose(one!.w, [1.9], 1e-7, "w1");
  assertClose(one!.first, [0.2], 1e-7, "m1");
  // An engine may take 1 - b2 in float32, which is off by 1.3e-5 of itself; v and its correction alike.
  assertClose(one!.second, [0.004], 6e-8, "v1");
  assertClose(two!.first, [-0.025], 1e-7, "m2");
  assertClose(two!.second, [0.0081985], 1.2e-7, "v2");
  const w2 = 1.9 + 0.1 * (0.025 / 0.19) / Math.sqrt(0.0081985 / (1 - 0.999 ** 2));
  assertClose(two!.w, [w2], 1e-7, "w2");
});

engineTest(
  "adamStep() without decay moves by the rate against the sign, and not where the gradient is 0",
  (engine) => {
    const [one] = stepped(engine, [0.3, -4, 5], [[7, -0.001, 0]], { ...OPTIONS, weightDecay: 0, rate: 0.25 });
    assertClose(one!.w, [0.05, -3.75, 5], 1e-5, "w");
  },
);

cpuTest("adamStep() follows the formula over several steps", (engine) => {
  const number = fc.integer({ min: -8, max: 8 }).map((n) => n / 4);
  const gradients = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.tuple(number, number), gradients, fc.constantFrom(0, 5e-4, 0.5), (start, steps, decay) => {
      const options = { ...OPTIONS, weightDecay: decay, rate: 1e-2 };
      const found = stepped(engine, [...start], steps.map((step) => [...step]), options);
      start.forEach((w, i) => {
        const expected = formula(w, steps.map((step) => step[i]!), options);
        assertClose(found.map((step) => step.w[i]!), expected.map((step) => step.w), 2e-6, "w");
        assertClose(found.map((step) => step.first[i]!), expected.map((step) => step.m), 1e-6, "m");
        assertClose(found.map((step) => step.second[i]!), expected.map((step) => step.v), 1e-6, "v");
      });
    }),
    { numRuns: 30 },
  );
});

engineTest("adamStep() leaves a parameter without a gradient as it is, decay included", (engine) => {
  const { parameters, moments, step, dispose } = trainedOf(engine, { used: [1], unused: [1] });
  step({ used: [1] }, 1, OPTIONS);
  assert.deepEqual([...parameters.get("unused")!.dataSync()], [1]);
  assert.deepEqual([...moments.first.get("unused")!.dataSync()], [0]);
  assert.notDeepEqual([...parameters.get("used")!.dataSync()], [1]);
  dispose();
});

engineTest("adamStep() leaves nothing behind, and keeps what it changes out of a tidy", (engine) => {
  const { parameters, step, dispose } = trainedOf(engine, { w: [1, 2] });
  const before = tf.memory().numTensors;
  tf.tidy(() => step({ w: [1, 1] }, 1, OPTIONS));
  assert.equal(tf.memory().numTensors, before);
  assert.notDeepEqual([...parameters.get("w")!.dataSync()], [1, 2]);
  dispose();
});

engineTest("adamStep() changes nothing when the loss is not finite", (engine) => {
  for (const loss of [NaN, Infinity]) {
    const { parameters, moments, step, dispose } = trainedOf(engine, { w: [1, 2] });
    assert.throws(() => step({ w: [1, 1] }, 1, OPTIONS, loss), { name: "RunError" });
    assert.deepEqual([...parameters.get("w")!.dataSync()], [1, 2]);
    assert.deepEqual([...moments.first.get("w")!.dataSync()], [0, 0]);
    dispose();
  }
});

engineTest("adamStep() changes nothing when one gradient of several is not finite", (engine) => {
  for (const bad of [NaN, Infinity, -Infinity]) {
    const { parameters, moments, step, dispose } = trainedOf(engine, { v: [3], w: [1, 2] });
    step({ v: [1], w: [1, 1] }, 1, OPTIONS);
    const values = () =>
      [parameters, moments.first, moments.second].flatMap((each) =>
        [...each.values()].flatMap((variable) => [...variable.dataSync()])
      );
    const before = values();
    assert.throws(() => step({ v: [1], w: [1, bad] }, 2, OPTIONS), { name: "RunError" });
    assert.deepEqual(values(), before);
    dispose();
  }
});
