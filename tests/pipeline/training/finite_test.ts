import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { createModel } from "../../../pipeline/graph/model.ts";
import { NotFinite } from "../../../pipeline/not_finite.ts";
import { refuseNonFinite } from "../../../pipeline/training/finite.ts";
import { trainingProgram } from "../../../pipeline/graph/passes/mod.ts";
import type { Leaves } from "../contract/check.ts";
import { engineTest } from "../contract/engines.ts";
import { compileTiny, SIZES } from "../contract/recipe.ts";
import { tensorsOf } from "../contract/values.ts";

const { B, T, D, C } = SIZES;

/** Inputs of 1, but `bad` in the columns of `features.b` of the given videos. */
function inputsOf(bad: number, videos: readonly number[]): Leaves {
  const isBad = (i: number) => i % (2 * D) >= D && videos.includes(Math.floor(i / (T * 2 * D)));
  return {
    features: {
      sizes: { B, T, D: 2 * D },
      values: Array.from({ length: B * T * 2 * D }, (_, i) => isBad(i) ? bad : 1),
    },
    positions: { sizes: { B, T }, values: Array<number>(B * T).fill(1) },
    labels: { sizes: { B, C }, values: Array<number>(B * C).fill(1) },
    lengths: { sizes: { B }, values: Array<number>(B).fill(T) },
  };
}

const conv = { kind: "conv1d", filters: 2, kernel: 1 };
const SIGNALS = { of_a: { ...conv, in: "features.a" }, of_b: { ...conv, in: "features.b" } };
const average = (signal: string) => `mean(mean(mean(${signal}, D), T), B)`;

/** What is told of a step with videos u, v and w; undefined where nothing is. */
function failure(
  engine: Engine,
  losses: Record<string, unknown>,
  leaves: Leaves,
  step: number,
): NotFinite | undefined {
  const program = trainingProgram(compileTiny({ signals: SIGNALS, losses: { plain: null, ...losses } }));
  const model = createModel(program, engine, { seed: 0 });
  const inputs = tensorsOf(leaves);
  try {
    refuseNonFinite(model, program, { inputs, step, pass: step }, ["u", "v", "w"]);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof NotFinite, String(error));
    return error;
  } finally {
    tf.dispose([...inputs.values()]);
    model.dispose();
  }
}

const told = (engine: Engine, losses: Record<string, unknown>, leaves: Leaves) =>
  failure(engine, losses, leaves, 9)?.message;

engineTest("refuseNonFinite() blames the losses that are not finite, and no others", (engine) => {
  const [good, bad] = [average("of_a"), average("of_b")];
  const where = 'is not finite at step 9: signal "features" went wrong first, in';
  assert.equal(told(engine, { good, bad }, inputsOf(NaN, [1])), `Loss "bad" ${where} v`);
  assert.equal(told(engine, { bad, good }, inputsOf(Infinity, [0, 2])), `Loss "bad" ${where} u, w`);
  assert.equal(
    told(engine, { first: bad, good, second: average("of_b * of_b") }, inputsOf(NaN, [2])),
    `Loss "first" and "second" ${where} w`,
  );
  assert.equal(told(engine, { good, bad }, inputsOf(1, [])), undefined);
});

engineTest("refuseNonFinite() names the total where every loss is finite", (engine) => {
  // 2e38 each, 4e38 together.
  const huge = `${average("of_a * 0")} + 2e38`;
  assert.equal(
    told(engine, { one: huge, two: huge }, inputsOf(1, [])),
    'Loss total is not finite at step 9: signal "total" went wrong first, in u, v, w',
  );
});

engineTest("refuseNonFinite() speaks of the learning rate only where it has done something", (engine) => {
  const remedyAt = (step: number, loss: unknown, bad = 1) =>
    failure(engine, { one: average("of_a"), two: loss }, inputsOf(bad, [1]), step)
      ?.hint?.replace(/\([^ ]*tiny.yaml:\d+\)/, "(tiny.yaml:LINE)");
  const cases: [what: string, loss: unknown, bad: number, first: string][] = [
    [
      "a logarithm of a negative number",
      average("log(of_a * 0 - 1)"),
      1,
      'look at the formula of "losses.two" (tiny.yaml:LINE) and at the features of these videos',
    ],
    ["features", average("of_b"), NaN, "look at the features of these videos"],
    [
      "a weight",
      { expression: `${average("of_a * 0")} + 1e21`, weight: 1e18 },
      1,
      'lower the weight of loss "two"',
    ],
  ];
  for (const [what, loss, bad, first] of cases) {
    assert.equal(remedyAt(1, loss, bad), first, what);
    assert.equal(remedyAt(2, loss, bad), `lower training.optimizer.rate, or ${first}`, what);
  }
  const weighty = { expression: average("of_b"), weight: 1e38 };
  for (const step of [1, 3]) {
    const hint = 'lower the weight of loss "two": gradients that large cannot be squared';
    assert.equal(remedyAt(step, weighty, NaN), hint);
  }
  const root = average("sqrt(of_a * 0)");
  assert.match(
    remedyAt(1, root)!,
    /^a root, a quotient or a logarithm .* write norm\(x, axis\) for a norm, add a small number there, or lower the weight of loss "two"$/,
  );
  assert.match(
    remedyAt(2, root)!,
    /^a root, a quotient or a logarithm .* write norm\(x, axis\) for a norm, add a small number there, or lower training\.optimizer\.rate$/,
  );
});
