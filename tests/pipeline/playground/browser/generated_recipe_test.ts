import assert from "node:assert/strict";
import { join } from "node:path";
import { compileRecipe } from "../../../../specs/compile/mod.ts";
import { generatedText } from "../../../../pipeline/playground/browser/generated_recipe.ts";
import { createShelf } from "../../../../pipeline/playground/browser/recipe_shelf.ts";
import { readLibrary } from "../../../../pipeline/playground/library.ts";
import { ROOT } from "../../../shared.ts";

const library = readLibrary(join(ROOT, "recipes"));

Deno.test("The library has recipes and parts, no descriptions of encoders, and knows which need no files", () => {
  assert.ok(
    "recipes/base/demo_data.yaml" in library.texts && !("recipes/encoders/pose.yaml" in library.texts),
  );
  assert.ok(library.generated.includes("recipes/demo.yaml"));
  assert.ok(library.generated.includes("recipes/hybrids/demo/cola_suppressed.yaml"));
  assert.ok(!library.generated.some((path) => /thumos|base/.test(path)));
});

Deno.test("generatedText() makes recipes of any data set right on generated videos", () => {
  const shelf = createShelf(library);
  for (const name of ["cola_thumos", "cola_anet12", "cola_shrec21", "demo_video"]) {
    const path = `recipes/demo_${name}.yaml`;
    const text = generatedText(path, `demo_${name}`, `recipes/${name}.yaml`, shelf);
    const { recipe } = compileRecipe(path, {
      read: (file) => file === path ? text : shelf.host.read(file),
    });
    assert.equal(recipe.data.kind, "synthetic");
  }
});
