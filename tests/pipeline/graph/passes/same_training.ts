/** Compares what two programs train. */
import * as tf from "@tensorflow/tfjs-core";
import type { Engine } from "../../../../pipeline/engines/engine.ts";
import { passTensors } from "../../../../pipeline/training/pass.ts";
import type { Program } from "../../../../specs/program.ts";
import assert from "node:assert/strict";
import type { Kinds } from "../../../../pipeline/kinds/mod.ts";
import { createModel, type Model } from "../../../../pipeline/graph/model.ts";
import { assertClose, INPUTS } from "../../contract/check.ts";
import { BATCH } from "../../contract/cola.ts";
import { tensorsOf } from "../../contract/values.ts";

/** Losses, logged scalars and gradients are the same to rounding, random masks included. */
export function checkSameTraining(expected: Program, actual: Program, engine: Engine, kinds?: Kinds): void {
  const model = createModel(expected, engine, { seed: 2, kinds });
  try {
    const [wanted, found] = [trained(model, expected), trained(model, actual)];
    assertClose(found.numbers, wanted.numbers, 1e-5, "losses");
    assert.deepEqual([...found.gradients.keys()], [...wanted.gradients.keys()]);
    for (const [name, values] of wanted.gradients) {
      assertClose(found.gradients.get(name)!, values, 1e-5, name);
    }
  } finally {
    model.dispose();
  }
}

interface Trained {
  readonly numbers: readonly number[];
  readonly gradients: ReadonlyMap<string, readonly number[]>;
}

function trained(model: Model, program: Program): Trained {
  const leaves = model.program.recipe.name === "tiny" ? INPUTS : BATCH;
  const found: Trained[] = [];
  tf.tidy(() => {
    const { numbers, gradients } = passTensors(model, program, { inputs: tensorsOf(leaves), pass: 1 });
    found.push({
      numbers: [...numbers.dataSync()],
      gradients: new Map([...gradients].map(([name, gradient]) => [name, [...gradient.dataSync()]])),
    });
  });
  return found[0]!;
}
