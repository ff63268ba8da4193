import assert from "node:assert/strict";
import { join } from "node:path";
import { readTextSync } from "../../../pipeline/files/reading.ts";
import { configAt } from "../../../pipeline/parity/fixture.ts";
import { findMapping, resolveVariant } from "../../../pipeline/parity/mapping.ts";
import { compileRecipe } from "../../../specs/compile/mod.ts";
import { ROOT, sharedTest } from "../../shared.ts";

const FOLDER = join(ROOT, "tests", "parity");
const METHODS = {
  siblings: ["um", "aicl", "asl", "basnet", "hamnet", "acmnet", "c3bn", "co2net", "wtalc"],
  siblings_more: ["a2clpt"],
};

/** What a recipe says beside the sizes of tensors. */
function saidBy(recipe: string, set: readonly string[] = []) {
  const { recipe: { inference, training: { optimizer } }, losses } = compileRecipe(recipe, {
    set,
    read: readTextSync,
  });
  return { inference, optimizer, weights: losses.map(({ name, weight }) => [name, weight]) };
}

// The files of seed 0 have the published constants at tiny sizes.
sharedTest("recipes have the weights, the optimizer and the inference of the published forms", (shared) => {
  const files = Object.entries(METHODS).flatMap(([set, methods]) =>
    methods.map((method) => ({ set, method }))
  );
  for (const { set, method } of files) {
    const path = join(shared, "fixtures", set, method, `${method}.s0.json`);
    const file = JSON.parse(Deno.readTextFileSync(path));
    const mapping = findMapping(file.format, FOLDER, method);
    const { recipe, overrides } = resolveVariant(mapping, configAt(file), { weights: true });
    assert.ok(overrides.length > 20, method);
    assert.deepEqual(saidBy(recipe), saidBy(recipe, overrides), method);
  }
});
