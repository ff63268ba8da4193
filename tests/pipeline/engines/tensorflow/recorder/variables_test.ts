import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { AdamItem, Variable } from "../../../../../pipeline/engines/engine.ts";
import { RunError } from "../../../../../specs/diagnostics/diagnostics.ts";
import { type Subject, tensorflowTest, wave } from "./subject.ts";

const NUMBERS = { weightDecay: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

interface Trained {
  readonly variables: readonly Variable[];
  /** A step on x [4, 3] with target y [4, 2]: the loss. */
  readonly step: (x: tf.Tensor, y: tf.Tensor, step: tf.Tensor, rate: tf.Tensor) => tf.Tensor[];
}

/** A linear layer that is trained by the engine's variables. */
function layer({ engine: { variables, primitives } }: Subject): Trained {
  const make = (value: tf.Tensor) => variables.create(value);
  const w = make(wave([3, 2], 1));
  const [first, second] = [make(tf.zeros([3, 2])), make(tf.zeros([3, 2]))];
  return {
    variables: [w, first, second],
    step(x, y, step, rate) {
      const loss = (w: tf.Tensor) => tf.mean<tf.Scalar>(tf.square(tf.sub(primitives.matMul(x, w), y)));
      const { value, grad } = tf.valueAndGrad(loss)(w.read());
      const item: AdamItem = { variable: w, first, second, gradient: grad };
      variables.adam([item], { ...NUMBERS, step, rate }, value);
      return [value];
    },
  };
}

const rate = (i: number) => tf.scalar(0.1 / i);
const count = (i: number) => tf.scalar(i, "int32");
const batch = (i: number) => [wave([4, 3], 100 + i), wave([4, 2], 200 + i)] as const;
const bits = ({ variables }: Trained) => variables.map((variable) => [...variable.dataSync()]);

/** Trains by a recording for some steps; the losses. */
function replaySteps(subject: Subject, { step }: Trained, steps: number): number[] {
  const recording = subject.recorder.record(
    [...batch(1), count(1), rate(1)],
    [],
    ([x, y, i, r]) => step(x!, y!, i!, r!),
  );
  const losses = Array.from({ length: steps }, (_, i) => {
    return recording.replay([...batch(i + 1), count(i + 1), rate(i + 1)])[0]!.dataSync()[0]!;
  });
  recording.dispose();
  return losses;
}

tensorflowTest("a recorded training step equals one that is run, and itself to the bit", (subject) => {
  const [eager, replayed, again] = [layer(subject), layer(subject), layer(subject)];
  const losses = [1, 2, 3, 4, 5].map((i) => eager.step(...batch(i), count(i), rate(i))[0]!.dataSync()[0]!);
  const recorded = replaySteps(subject, replayed, 5);
  assert.deepEqual(replaySteps(subject, again, 5), recorded);
  assert.deepEqual(bits(again), bits(replayed));
  recorded.forEach((loss, i) => assert.ok(Math.abs(loss - losses[i]!) < 1e-6, `${loss} is not ${losses[i]}`));
  bits(replayed).flat().forEach((value, i) => {
    const expected = bits(eager).flat()[i]!;
    assert.ok(Math.abs(value - expected) < 1e-6, `${value} is not ${expected}`);
  });
  assert.ok(losses[4]! < losses[0]!);
  for (const { variables } of [eager, replayed, again]) variables.forEach((each) => each.dispose());
});

tensorflowTest("a recorded step whose loss is not finite throws and changes nothing", (subject) => {
  const trained = layer(subject);
  const inputs = [...batch(1), count(1), rate(1)];
  const recording = subject.recorder.record(inputs, [], ([x, y, i, r]) => trained.step(x!, y!, i!, r!));
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
});
