import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { createModel } from "../../../pipeline/graph/model.ts";
import { NotFinite } from "../../../pipeline/not_finite.ts";
import { refuseNonFinite } from "../../../pipeline/training/finite.ts";
import { trainingProgram } from "../../../pipeline/training/gradients.ts";
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

/** What is told of step 9 with videos u, v and w; undefined where nothing is. */
function told(engine: Engine, losses: Record<string, string>, leaves: Leaves): string | undefined {
  const program = trainingProgram(compileTiny({ signals: SIGNALS, losses: { plain: null, ...losses } }));
  const model = createModel(program, engine, 0);
  const inputs = tensorsOf(leaves);
  try {
    refuseNonFinite(model, program, { inputs, step: 9 }, ["u", "v", "w"]);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof NotFinite, String(error));
    return error.message;
  } finally {
    tf.dispose([...inputs.values()]);
    model.dispose();
  }
}

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
