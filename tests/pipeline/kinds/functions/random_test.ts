import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { createModel, forward } from "../../../../pipeline/graph/model.ts";
import { INPUTS } from "../../contract/check.ts";
import { engineTest } from "../../contract/engines.ts";
import { compileTiny } from "../../contract/recipe.ts";
import { tensorsOf, valuesOf } from "../../contract/values.ts";

const PROGRAM = compileTiny({ signals: { out: "beta(positions, 2, 6)" } });

engineTest("beta() draws the same numbers on every engine, by seed and step", (engine) => {
  const draw = (seed: number, step: number) =>
    valuesOf(PROGRAM, engine, INPUTS, ["out"], { seed, step })["out"]!;
  assert.deepEqual(draw(1, 2).slice(0, 4), GOLDEN);
  assert.notDeepEqual(draw(1, 2), draw(2, 2));
  assert.notDeepEqual(draw(1, 2), draw(1, 3));
});

/** The first four numbers of seed 1 and step 2. */
const GOLDEN = [0.19115996360778809, 0.32610151171684265, 0.27434778213500977, 0.2869908809661865];

engineTest("beta() is its mean in evaluation", (engine) => {
  const model = createModel(PROGRAM, engine, { seed: 0 });
  const inputs = tensorsOf(INPUTS);
  const signals = forward(model, inputs, ["out"]);
  assert.deepEqual([...signals.get("out")!.dataSync()], Array(21).fill(0.25));
  tf.dispose([...signals.values(), ...inputs.values()]);
  model.dispose();
});
