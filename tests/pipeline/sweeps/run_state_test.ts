import assert from "node:assert/strict";
import { join } from "node:path";
import { folderOf, resultOf, stateOf } from "../../../pipeline/sweeps/run_state.ts";
import { VERSION } from "../../../pipeline/version.ts";
import { temporaryFolder } from "../../temporary.ts";

const RECIPE = "data: { root: /a }\ntraining: { seed: 1, steps: 5 }\n";

/** A folder that a run was begun in. */
function begun(out: string, name: string, recipe: string, walt = VERSION): string {
  const folder = join(out, name);
  Deno.mkdirSync(folder);
  Deno.writeTextFileSync(join(folder, "environment.json"), JSON.stringify({ walt }));
  Deno.writeTextFileSync(join(folder, "recipe.yaml"), recipe);
  return folder;
}

Deno.test("folderOf() is the folder that was begun with the recipe, wherever its data lie", () => {
  const out = temporaryFolder();
  assert.equal(folderOf(out, "r-1-s3", RECIPE), join(out, "r-1-s3"));
  begun(out, "r-1-s3", "training: { steps: 5, seed: 3 }\ndata: { root: /b }\n");
  assert.equal(folderOf(out, "r-1-s3", RECIPE), join(out, "r-1-s3"));
});

Deno.test("folderOf() goes past runs of other versions and runs that were trained on", () => {
  const out = temporaryFolder();
  begun(out, "r", RECIPE, "0.0.0");
  assert.equal(folderOf(out, "r", RECIPE), join(out, "r-2"));
  begun(out, "r-2", RECIPE.replace("steps: 5", "steps: 10"));
  assert.equal(folderOf(out, "r", RECIPE), join(out, "r-3"));
  begun(out, "r-3", RECIPE);
  assert.equal(folderOf(out, "r", RECIPE), join(out, "r-3"));
});

Deno.test("stateOf() counts a folder as begun from its recipe on", () => {
  const out = temporaryFolder();
  const folder = join(out, "r");
  assert.equal(stateOf(folder), "new");
  Deno.mkdirSync(folder);
  Deno.writeTextFileSync(join(folder, "environment.json"), "{");
  assert.equal(stateOf(folder), "new");
  Deno.writeTextFileSync(join(folder, "recipe.yaml"), RECIPE);
  assert.equal(stateOf(folder), "begun");
  const result = { average: null, averages: null, map: null, seconds: 2, steps: 5, more: 1 };
  Deno.writeTextFileSync(join(folder, "result.json"), JSON.stringify(result));
  assert.equal(stateOf(folder), "finished");
  const { more: _, ...kept } = result;
  assert.deepEqual(resultOf({ folder }), kept);
  Deno.writeTextFileSync(join(folder, "result.json"), "{");
  assert.equal(resultOf({ folder }), undefined);
});
