import assert from "node:assert/strict";
import { openDataset } from "../../../../pipeline/data/open_dataset.ts";
import { createModel } from "../../../../pipeline/graph/model.ts";
import { createSlots, disposeSlots } from "../../../../pipeline/training/optimizer.ts";
import { train } from "../../../../pipeline/training/train.ts";
import { RunError } from "../../../../specs/diagnostics/diagnostics.ts";
import { engineTest } from "../../contract/engines.ts";
import { compileText } from "../../contract/recipe.ts";

engineTest("a matrix without an inverse is told with its signal and what helps", async (engine) => {
  const of = (matrix: string) =>
    compileText(`version: 1
name: tiny
extends: recipes/demo.yaml
constants: { hidden: 4 }
data: { videos: { train: 5, test: 1 } }
features: { sampling: { length: 20 } }
losses: { action: { expression: "mean(cas, [B, T, C]) + mean(sides, [B, D, J])" } }
embedding:
  flat: 0 * dot(x, rename(x, D, J), T)
  sides: inverse(${matrix}, [D, J])
training: { batch: 2, steps: 1 }
`);
  const trained = async (matrix: string) => {
    const program = of(matrix);
    const model = createModel(program, engine, { seed: 5, warn: (message) => assert.fail(message) });
    const slots = createSlots(model);
    try {
      await train(model, await openDataset(program.recipe), { from: 0, slots });
    } finally {
      disposeSlots(slots);
      model.dispose();
    }
  };
  await assert.rejects(trained("flat"), (error) => {
    assert.ok(error instanceof RunError);
    assert.match(error.message, /^Cannot invert a matrix of "sides": .*[^.]$/);
    assert.equal(
      error.hint,
      "add a small number to the diagonal: x + 1e-3 * (index(x, D) == index(x, J))",
    );
    return true;
  });
  await trained("flat + 1e-3 * (index(flat, D) == index(flat, J))");
});
