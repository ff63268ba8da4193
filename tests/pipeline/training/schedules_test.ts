import assert from "node:assert/strict";
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import { spansTraining } from "../../../pipeline/training/schedules.ts";
import { compileFile } from "../contract/recipe.ts";

Deno.test("spansTraining() tells a rate or a weight over all steps, and what reads progress", () => {
  const spans = (...set: string[]) =>
    spansTraining({ program: compileFile("recipes/demo.yaml", set), kinds: KINDS });
  assert.equal(spans(), false);
  assert.equal(spans("training.optimizer.rate={kind: cosine, from: 1e-3}"), true);
  assert.equal(spans("training.optimizer.rate={kind: cosine, from: 1e-3, steps: 9}"), false);
  assert.equal(spans("losses.action.weight={kind: linear, from: 0, to: 1}"), true);
  const expression = "losses.action.expression=progress * bce(video, l1_normalize(labels, C))";
  assert.equal(spans(expression), true);
});
