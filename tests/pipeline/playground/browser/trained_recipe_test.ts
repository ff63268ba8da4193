import assert from "node:assert/strict";
import { join } from "node:path";
import { compileTree } from "../../../../specs/compile/mod.ts";
import { loadTree } from "../../../../specs/load/mod.ts";
import { otherThanTrained } from "../../../../pipeline/playground/browser/trained_recipe.ts";
import { ROOT } from "../../../shared.ts";

function recipe(text: string) {
  const path = "recipes/my.yaml";
  const loaded = loadTree(path, {
    read: (file) =>
      file === path
        ? `version: 1\nname: my\nextends: demo.yaml\n${text}`
        : Deno.readTextFileSync(join(ROOT, file)),
  });
  return { path, tree: loaded.tree, program: compileTree(loaded) };
}

Deno.test("otherThanTrained() tells another recipe and another meaning, but not another comment", () => {
  const trained = recipe("constants: { hidden: 4 }\n");
  assert.equal(otherThanTrained(trained, recipe("# smaller\nconstants:\n  hidden: 4\n")), "");
  const changed = "Recipe my was changed since: what is shown is of its text before.";
  assert.equal(otherThanTrained(trained, recipe("constants: { hidden: 5 }\n")), changed);
  assert.equal(otherThanTrained(trained, { path: trained.path, tree: trained.tree }), changed, "a mistake");
  assert.equal(
    otherThanTrained(trained, { ...trained, path: "recipes/ablations/a.yaml" }),
    "What is shown is of recipe my: ablations/a was not trained since.",
  );
});
