import assert from "node:assert/strict";
import { loadRecipe } from "../../../pipeline/api.ts";
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";
import { createModel } from "../../../pipeline/graph/model.ts";
import { computeSignals } from "../../../pipeline/inference/video.ts";
import { maskProgram, maskSources } from "../../../pipeline/playground/mask_program.ts";
import { selectFrom } from "../../../pipeline/playground/worker/selection.ts";

const program = loadRecipe("recipes/demo.yaml");

Deno.test("maskSources() finds the map that snippets are mined from, and what reads it alone", () => {
  const [source, ...others] = maskSources(program);
  assert.deepEqual(others, []);
  assert.equal(source!.name, "actionness");
  assert.deepEqual(source!.signals.map(({ name }) => name), [
    ...["threshold", "binary", "inner", "outer", "kept"],
    ...["easy_action", "easy_background", "hard_action", "hard_background"],
  ]);
  assert.deepEqual(maskSources(loadRecipe("recipes/wtalc_thumos.yaml")), []);
});

Deno.test("What is selected from a map is what a model selects whose map it is", async () => {
  const small = loadRecipe("recipes/demo.yaml", {
    set: ["constants.hidden=4", "data.videos={train: 5, test: 1}", "features.sampling.length=40"],
  });
  const engine = await openEngine("cpu");
  const dataset = await openDataset(small.recipe);
  const model = createModel(small, engine);
  const names = ["threshold", "binary", "inner", "outer", "hard_action", "hard_background"];
  const { signals } = await computeSignals(model, dataset, dataset.test[0]!, ["actionness", ...names]);
  model.dispose();
  const [source] = maskSources(small);
  const selected = selectFrom(
    Float32Array.from(signals.get("actionness")!.data),
    { program: maskProgram(small, source!), names },
    engine,
  );
  for (const name of names) assert.deepEqual(selected[name], [...signals.get(name)!.data], name);
  assert.ok(selected["inner"]!.some((value) => value > 0) && selected["outer"]!.some((value) => value > 0));
});
