import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import assert from "node:assert/strict";
import { openCpu } from "../../../pipeline/engines/portable/cpu.ts";
import type { AdamOptions, OpenedEngine, Variable } from "../../../pipeline/engines/engine.ts";
import { locateTensorflow } from "../../../pipeline/engines/tensorflow/install/locate.ts";
import { openTensorflow } from "../../../pipeline/engines/tensorflow/open.ts";
import { openWasm } from "../../../pipeline/engines/portable/wasm.ts";
import { findAdapter } from "../../../pipeline/engines/webgpu/adapter.ts";
import { openWebgpu } from "../../../pipeline/engines/webgpu/open.ts";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { needs } from "../../needs.ts";
import { settled } from "./settled.ts";

const found = locateTensorflow();
const tensorflow = found && await openTensorflow(found.paths);
const gpu = await findAdapter();
const engines: Readonly<Record<string, OpenedEngine | undefined>> = {
  tensorflow,
  webgpu: gpu && await openWebgpu(gpu),
  wasm: await openWasm(),
  cpu: await openCpu(),
};

/** A test on every engine, which must leave no tensor and no handle behind. */
function variablesTest(title: string, run: (engine: OpenedEngine) => void): void {
  for (const [name, engine] of Object.entries(engines)) {
    Deno.test({
      ...needs(name, engine, `${title} (${name})`),
      async fn() {
        await tf.setBackend(name);
        const alive = () => [tf.memory().numTensors, name === "tensorflow" ? tensorflow!.live() : 0];
        const before = alive();
        tf.tidy(() => run(engine!));
        assert.deepEqual(alive(), before, "tensors and handles alive afterwards");
        await settled();
      },
    });
  }
}

const OPTIONS = { rate: 0.01, weightDecay: 0.05, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

interface State {
  w: number[];
  m: number[];
  v: number[];
}

/** A step in double precision, by PyTorch's formula. */
function reference({ w, m, v }: State, gradient: readonly number[], step: number, o: typeof OPTIONS): State {
  const g = gradient.map((x, i) => x + o.weightDecay * w[i]!);
  const nextM = g.map((x, i) => o.beta1 * m[i]! + (1 - o.beta1) * x);
  const nextV = g.map((x, i) => o.beta2 * v[i]! + (1 - o.beta2) * x * x);
  const nextW = w.map((x, i) => {
    const root = Math.sqrt(nextV[i]!) / Math.sqrt(1 - o.beta2 ** step) + o.epsilon;
    return x - o.rate * (nextM[i]! / (1 - o.beta1 ** step)) / root;
  });
  return { w: nextW, m: nextM, v: nextV };
}

/** Trains one variable by given gradients; the state after every step. */
function train(
  engine: OpenedEngine,
  start: readonly number[],
  gradients: readonly (readonly number[])[],
  options: Omit<AdamOptions, "step">,
  numbers: (value: number, dtype: "int32" | "float32") => number | Tensor = (value) => value,
): State[] {
  const make = (values: readonly number[]) => engine.variables.create(tf.tensor1d([...values]));
  const zeros = start.map(() => 0);
  const [variable, first, second] = [make(start), make(zeros), make(zeros)];
  const states = gradients.map((gradient, i) => {
    const item = { variable, first, second, gradient: tf.tensor1d([...gradient]) };
    const step = numbers(i + 1, "int32");
    const rate = typeof options.rate === "number" ? numbers(options.rate, "float32") : options.rate;
    engine.variables.adam([item], { ...options, step, rate }, tf.scalar(1));
    return { w: values(variable), m: values(first), v: values(second) };
  });
  [variable, first, second].forEach((each) => each.dispose());
  return states;
}

function values(variable: Variable): number[] {
  return [...variable.dataSync()];
}

function closeTo(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  actual.forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]!) <= tolerance, `[${i}] is ${value}, expected ${expected[i]}`);
  });
}

variablesTest("a variable is read, assigned and read again", ({ variables }) => {
  const initial = tf.tensor2d([[1, 2], [3, 4]]);
  const variable = variables.create(initial);
  initial.dispose();
  const read = variable.read();
  variable.assign(tf.tensor2d([[5, 6], [7, 8]]));
  assert.deepEqual(variable.shape, [2, 2]);
  assert.deepEqual([...read.dataSync()], [1, 2, 3, 4]);
  assert.deepEqual(read.shape, [2, 2]);
  assert.deepEqual(values(variable), [5, 6, 7, 8]);
  assert.throws(() => variable.assign(tf.tensor1d([1])), /shape \[2,2\] cannot take .* \[1\]/);
  variable.dispose();
});

variablesTest("adam() is PyTorch's formula", (engine) => {
  const double = fc.double({ min: -2, max: 2, noNaN: true }).map(Math.fround);
  const triple = fc.array(double, { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(triple, fc.array(triple, { minLength: 1, maxLength: 6 }), (start, gradients) => {
      let expected: State = { w: start, m: [0, 0, 0], v: [0, 0, 0] };
      train(engine, start, gradients, OPTIONS).forEach((state, i) => {
        expected = reference(expected, gradients[i]!, i + 1, OPTIONS);
        // A gradient near 0 is all rounding, so 1 % of the rate is allowed, as for the fixtures.
        closeTo(state.w, expected.w, 1e-4 * (i + 1));
        closeTo(state.m, expected.m, 1e-6);
        closeTo(state.v, expected.v, 1e-6);
      });
    }),
    { numRuns: 15 },
  );
});

variablesTest("adam() moves by the rate at the first step, whatever the gradient's size", (engine) => {
  const gradients = [[1e-3, -5, 20]];
  const options = { ...OPTIONS, weightDecay: 0 };
  closeTo(train(engine, [0, 0, 0], gradients, options)[0]!.w, [-0.01 / (1 + 1e-5), 0.01, -0.01], 3e-9);
});

variablesTest("adam() takes step and rate as tensors too", (engine) => {
  const gradients = [[1, -2], [0.5, 3], [-1, 1]];
  const numbers = train(engine, [1, 2], gradients, OPTIONS);
  const tensors = train(engine, [1, 2], gradients, OPTIONS, (value, dtype) => tf.scalar(value, dtype));
  tensors.forEach((state, i) => closeTo(state.w, numbers[i]!.w, 1e-6));
});

variablesTest("adam() leaves what was read before as it was", (engine) => {
  const { variables } = engine;
  const [variable, first, second] = [tf.tensor1d([1, 2]), tf.zeros([2]), tf.zeros([2])].map((value) =>
    variables.create(value)
  ) as [Variable, Variable, Variable];
  const before = variable.read();
  variables.adam(
    [{ variable, first, second, gradient: tf.tensor1d([1, 1]) }],
    { ...OPTIONS, step: 1 },
    tf.scalar(1),
  );
  assert.deepEqual([...before.dataSync()], [1, 2]);
  assert.notDeepEqual(values(variable), [1, 2]);
  [variable, first, second].forEach((each) => each.dispose());
});

variablesTest("adam() with a guard that is not finite throws and changes nothing", (engine) => {
  const { variables } = engine;
  for (const loss of [NaN, Infinity]) {
    const all = [1, 2, 3].map((value) => variables.create(tf.scalar(value))) as [
      Variable,
      Variable,
      Variable,
    ];
    const item = { variable: all[0], first: all[1], second: all[2], gradient: tf.scalar(1) };
    assert.throws(
      () => variables.adam([item], { ...OPTIONS, step: 1 }, tf.scalar(loss)),
      (error) => error instanceof RunError && /the loss or a gradient is not finite/.test(error.message),
    );
    assert.deepEqual(all.flatMap(values), [1, 2, 3]);
    all.forEach((each) => each.dispose());
  }
});
