/** What variables in recordings of every engine must do. */
import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Variable } from "../../../pipeline/engines/engine.ts";
import type { Optimizer } from "../../../pipeline/kinds/optimizers/optimizer.ts";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { CASES, optimizerOf } from "../kinds/optimizers/cases.ts";
import { wave } from "./recorded.ts";
import type { EngineTest, Subject } from "./recorder_contract.ts";

/** The last case of every optimizer, which has all that it can have. */
const OPTIMIZERS = Object.entries(CASES).map(([kind, { formulas }]) => optimizerOf(kind, formulas.at(-1)!));

interface Trained {
  readonly variables: readonly Variable[];
  /** A step on x [4, 3] with target y [4, 2], with the numbers of the optimizer: the loss. */
  readonly step: (x: tf.Tensor, y: tf.Tensor, numbers: readonly tf.Tensor[]) => tf.Tensor[];
  /** Inputs of step i. */
  readonly inputs: (i: number) => [tf.Tensor, tf.Tensor, ...tf.Tensor[]];
}

/** A linear layer that is trained by an optimizer. */
function layer({ engine: { variables, primitives } }: Subject, optimizer: Optimizer): Trained {
  const variable = variables.create(wave([3, 2], 1));
  const slots = Object.fromEntries(
    optimizer.slots.map((slot) => [slot, variables.create(tf.zeros([3, 2]))]),
  );
  const numbersAt = (i: number) => Object.entries(optimizer.numbers(i, 0.1 / i, variables));
  return {
    variables: [variable, ...Object.values(slots)],
    step(x, y, given) {
      const loss = (w: tf.Tensor) => tf.mean<tf.Scalar>(tf.square(tf.sub(primitives.matMul(x, w), y)));
      const { value, grad } = tf.valueAndGrad(loss)(variable.read());
      const numbers = Object.fromEntries(numbersAt(1).map(([name], i) => [name, given[i]!]));
      optimizer.update(variables, [{ variable, slots, gradient: grad }], numbers, value);
      return [value];
    },
    inputs: (i) => [
      wave([4, 3], 100 + i),
      wave([4, 2], 200 + i),
      ...numbersAt(i).map(([, number]) => tf.scalar(number)),
    ],
  };
}

const bits = ({ variables }: Trained) => variables.map((variable) => [...variable.dataSync()]);

/** Trains by a recording for some steps; the losses. */
function replaySteps({ recorder }: Subject, { step, inputs }: Trained, steps: number): number[] {
  const recording = recorder.record(inputs(1), [], ([x, y, ...numbers]) => step(x!, y!, numbers));
  const losses = Array.from({ length: steps }, (_, i) => recording.replay(inputs(i + 1))[0]!.dataSync()[0]!);
  recording.dispose();
  return losses;
}

/** Registers the tests of variables in recordings. */
export function recordedVariablesContract(engineTest: EngineTest): void {
  engineTest("recorded training steps equal those that are run, and themselves to the bit", (subject) => {
    for (const optimizer of OPTIMIZERS) {
      const [eager, replayed, again] = [1, 2, 3].map(() => layer(subject, optimizer)) as [
        Trained,
        Trained,
        Trained,
      ];
      const losses = [1, 2, 3, 4, 5].map((i) => {
        const [x, y, ...numbers] = eager.inputs(i);
        return eager.step(x, y, numbers)[0]!.dataSync()[0]!;
      });
      const recorded = replaySteps(subject, replayed, 5);
      assert.deepEqual(replaySteps(subject, again, 5), recorded);
      assert.deepEqual(bits(again), bits(replayed));
      recorded.forEach((loss, i) =>
        assert.ok(Math.abs(loss - losses[i]!) < 1e-6, `${loss} is not ${losses[i]}`)
      );
      bits(replayed).flat().forEach((value, i) => {
        const expected = bits(eager).flat()[i]!;
        assert.ok(Math.abs(value - expected) < 1e-6, `${value} is not ${expected}`);
      });
      assert.ok(losses[4]! < losses[0]!);
      for (const { variables } of [eager, replayed, again]) variables.forEach((each) => each.dispose());
    }
  });

  engineTest("a recorded step whose loss is not finite throws and changes nothing", (subject) => {
    for (const optimizer of OPTIMIZERS) {
      const trained = layer(subject, optimizer);
      const inputs = trained.inputs(1);
      const recording = subject.recorder.record(
        inputs,
        [],
        ([x, y, ...numbers]) => trained.step(x!, y!, numbers),
      );
      const before = bits(trained);
      assert.throws(
        () => recording.replay([tf.fill([4, 3], NaN), ...inputs.slice(1)]),
        (error) => error instanceof RunError && /the loss or a gradient is not finite/.test(error.message),
      );
      assert.deepEqual(bits(trained), before);
      recording.replay(inputs);
      assert.notDeepEqual(bits(trained), before);
      recording.dispose();
      trained.variables.forEach((each) => each.dispose());
    }
  });
}
