/** What every optimizer promises: the steps of its formula, on every engine. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import assert from "node:assert/strict";
import type { Engine, NumberOrTensor, Variable } from "../../../../pipeline/engines/engine.ts";
import type { Optimizer } from "../../../../pipeline/kinds/optimizers/optimizer.ts";
import { RunError } from "../../../../specs/diagnostics/diagnostics.ts";
import { assertClose } from "../../contract/check.ts";
import { engineTest } from "../../contract/engines.ts";
import { testFamily } from "../family.ts";
import { CASES, type OptimizerCase, optimizerOf, type State } from "./cases.ts";

/** Every case with its kind. */
const ALL = Object.entries(CASES).flatMap(([kind, { formulas }]) =>
  formulas.map((each) => [kind, each] as const)
);

testFamily("optimizers", CASES);

/** Variables in training on an engine. */
function trained({ variables }: Engine, optimizer: Optimizer, start: readonly number[]) {
  const make = (values: readonly number[]): Variable => {
    const tensor = tf.tensor1d([...values]);
    const variable = variables.create(tensor);
    tensor.dispose();
    return variable;
  };
  const zeros = start.map(() => 0);
  const variable = make(start);
  const slots = Object.fromEntries(optimizer.slots.map((slot) => [slot, make(zeros)]));
  const values = (each: Variable) => [...each.dataSync()];
  return {
    step(
      gradient: readonly number[],
      step: number,
      rate: number,
      { given = (number: number): NumberOrTensor => number, guard = 1 } = {},
    ) {
      tf.tidy(() => {
        const numbers = Object.entries(optimizer.numbers(step, rate, variables));
        const item = { variable, slots, gradient: tf.tensor1d([...gradient]) };
        const named = Object.fromEntries(numbers.map(([name, number]) => [name, given(number)]));
        optimizer.update(variables, [item], named, tf.scalar(guard));
      });
    },
    read: () => ({
      w: values(variable),
      slots: Object.entries(slots).map(([name, each]) => [name, values(each)] as const),
    }),
    dispose: () => [variable, ...Object.values(slots)].forEach((each) => each.dispose()),
  };
}

/** Compares a training by gradients with the case's numbers, after every step. */
function compare(
  engine: Engine,
  [kind, each]: readonly [string, OptimizerCase],
  start: readonly number[],
  gradients: readonly (readonly number[])[],
  { tolerance, given }: { tolerance: number; given?: (number: number) => Tensor },
): void {
  const training = trained(engine, optimizerOf(kind, each), start);
  const zeros = Object.fromEntries(each.slots.map((slot) => [slot, 0]));
  let expected: State[] = start.map((w) => ({ w, slots: zeros }));
  gradients.forEach((gradient, i) => {
    const [step, rate] = [i + 1, 0.1 / (i + 1)];
    training.step(gradient, step, rate, given ? { given } : {});
    expected = expected.map((state, j) => each.next(state, { gradient: gradient[j]!, step, rate }));
    const { w, slots } = training.read();
    const what = `${kind} ${JSON.stringify(each.options)}, step ${step}`;
    assertClose(w, expected.map((state) => state.w), tolerance * step, `w, ${what}`);
    for (const [name, values] of slots) {
      assertClose(values, expected.map((state) => state.slots[name]!), 1e-6, `${name}, ${what}`);
    }
  });
  training.dispose();
}

const GRADIENTS = [[1, -2, 0.5], [-2, 1.5, 0.25], [0.75, 0, -1], [1, 1, 1]];

engineTest("every optimizer computes its formula, of numbers and of tensors", (engine) => {
  for (const each of ALL) {
    compare(engine, each, [2, -1, 0.5], GRADIENTS, { tolerance: 2e-6 });
    compare(engine, each, [2, -1, 0.5], GRADIENTS, { tolerance: 2e-6, given: (number) => tf.scalar(number) });
  }
});

engineTest("every optimizer computes its formula for any gradients", (engine) => {
  const number = fc.integer({ min: -8, max: 8 }).map((n) => n / 4);
  const gradients = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(...ALL), fc.tuple(number, number), gradients, (each, start, gradients) => {
      // A gradient near 0 is all rounding, so 1 % of the rate is allowed, as for the fixtures.
      compare(engine, each, start, gradients, { tolerance: 1e-3 });
    }),
    { numRuns: 20 },
  );
});

engineTest(
  "every optimizer states its slots, and numbers of the same names at every step",
  ({ variables }) => {
    for (const [kind, each] of ALL) {
      const { slots, numbers } = optimizerOf(kind, each);
      assert.deepEqual(slots, each.slots, kind);
      const names = (step: number) => Object.keys(numbers(step, 0.5, variables));
      assert.deepEqual(names(7), names(1), kind);
    }
  },
);

engineTest("every optimizer changes nothing when the guard is not finite", (engine) => {
  for (const [kind, each] of ALL) {
    for (const guard of [NaN, Infinity, -Infinity]) {
      const training = trained(engine, optimizerOf(kind, each), [1, 2]);
      training.step([1, -1], 1, 0.1);
      const before = training.read();
      assert.throws(
        () => training.step([1, 1], 2, 0.1, { guard }),
        (error) => error instanceof RunError && /the loss or a gradient is not finite/.test(error.message),
        kind,
      );
      assert.deepEqual(training.read(), before, kind);
      training.dispose();
    }
  }
});
