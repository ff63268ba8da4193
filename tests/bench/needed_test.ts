import assert from "node:assert/strict";
import { join } from "node:path";
import { forwardMultiplyAdds, neededMultiplyAdds } from "../../bench/needed.ts";
import { inferenceProgram, programFor } from "../../pipeline/graph/passes/mod.ts";
import { compileRecipe } from "../../specs/compile/mod.ts";
import { ROOT } from "../shared.ts";

/** The losses of a recipe. */
function losses(recipe: string, ...set: string[]) {
  const program = compileRecipe(join(ROOT, "recipes", recipe), { set, read: Deno.readTextFileSync });
  return programFor(program, program.losses.map(({ name }) => `losses.${name}`));
}

/** B T D kernel H of the embedding, B T H C of the head. */
const EMBEDDING = 16 * 750 * 2048 * 3 * 2048;
const HEAD = 16 * 750 * 2048 * 20;
/** Of one refinement: query and positive, query and 150 negatives. */
const REFINEMENT = 16 * 2048 * (1 + 150);

Deno.test("neededMultiplyAdds() counts forward, weight gradient, and input gradient where one passes", () => {
  const rest = 3 * HEAD + 2 * 3 * REFINEMENT;
  assert.equal(neededMultiplyAdds(losses("cola_thumos.yaml"), 1), 2 * EMBEDDING + rest);
  assert.equal(neededMultiplyAdds(losses("cola_thumos.yaml"), 0.25), 2 * EMBEDDING / 4 + rest);
  const patch = losses("ablations/cola_thumos_action_only.yaml");
  assert.equal(neededMultiplyAdds(patch, 1), 2 * EMBEDDING + 3 * HEAD);
});

Deno.test("neededMultiplyAdds() counts every layer of sampled snippets once per distinct one, as far as rows stay apart", () => {
  const pointwise = losses(
    "ablations/cola_thumos_action_only.yaml",
    "embedding.x.kernel=1",
    "actionness.cas.in=x",
  );
  assert.equal(neededMultiplyAdds(pointwise, 0.5), (2 * EMBEDDING / 3 + 3 * HEAD) / 2);
  // A snippet of the embedding depends on its neighbours here, and the head is applied to all of them.
  const temporal = losses("ablations/cola_thumos_action_only.yaml", "actionness.cas.in=x");
  assert.equal(neededMultiplyAdds(temporal, 0.5), EMBEDDING + 3 * HEAD);
});

Deno.test("neededMultiplyAdds() counts no gradient where the loss has weight 0", () => {
  const weightless = losses("cola_thumos.yaml", "losses.action.weight=0");
  // The head is still needed by the mining, forward.
  assert.equal(neededMultiplyAdds(weightless, 1), 2 * EMBEDDING + HEAD + 2 * 3 * REFINEMENT);
});

Deno.test("forwardMultiplyAdds() counts every product of so many snippets once", () => {
  const program = compileRecipe(join(ROOT, "recipes/cola_thumos.yaml"), { read: Deno.readTextFileSync });
  const computed = inferenceProgram(program, ["video", "cas", "actionness"]);
  assert.equal(forwardMultiplyAdds(computed, 210), 210 * (EMBEDDING + HEAD) / (16 * 750));
});
