import assert from "node:assert/strict";
import { stringify } from "yaml";
import { compileTree } from "../../../specs/compile/mod.ts";
import { diffRecipes, patchOf, type ReadRecipe } from "../../../specs/diff/mod.ts";
import { loadTree } from "../../../specs/load/mod.ts";
import { readText, recipeFiles } from "../recipes.ts";

/** A recipe file, or one of the given text. */
function compared(file: string, { text, set = [] }: { text?: string; set?: string[] } = {}): ReadRecipe {
  const loaded = loadTree(file, {
    set,
    read: (path) => path === file && text !== undefined ? text : readText(path),
  });
  return { tree: loaded.tree, program: compileTree(loaded) };
}

/** A recipe that changes the demo's. */
function changed(...lines: string[]): ReadRecipe {
  return compared("changed.yaml", {
    text: ["version: 1", "name: changed", "extends: recipes/demo.yaml", ...lines].join("\n"),
  });
}

const DEMO = compared("recipes/demo.yaml");

Deno.test("a patch compared with its parent is the patch, with both lines", () => {
  const now = changed(
    "constants: { r_hard: 7 }",
    "losses: { refine_action: null }",
    "training: { log_every: 3 }",
  );
  const found = diffRecipes(DEMO, now);
  assert.deepEqual(found.map(({ path }) => path.join(".")), [
    "constants.r_hard",
    "losses.refine_action",
    "training.log_every",
  ]);
  const [constant, loss, setting] = found;
  assert.equal(constant!.now!.value, 7);
  assert.equal(constant!.now!.from, "changed.yaml:4");
  assert.match(constant!.was!.from, /^recipes\/demo\.yaml:\d+$/);
  assert.equal(loss!.now, undefined);
  assert.deepEqual(setting!.was, { value: 20, from: "default" });
});

Deno.test("what differs in spaces, in a stated default, in names or in constants that nothing uses is no difference", () => {
  assert.deepEqual(diffRecipes(DEMO, changed("actionness: { actionness: 'sum( cas , C )' }")), []);
  assert.deepEqual(diffRecipes(DEMO, changed("training: { log_every: 20 }")), []);
  assert.deepEqual(
    diffRecipes(DEMO, changed("inference: { suppress: { kind: nms, overlap: 0.6, length: plus_one } }")),
    [],
  );
  const paths = diffRecipes(DEMO, compared("recipes/ablations/demo_action_only.yaml")).map(({ path }) =>
    path.join(".")
  );
  assert.deepEqual(paths, ["losses.refine_action", "losses.refine_background"]);
});

Deno.test("a number in place of a constant of that value is a difference, which goes with the constant", () => {
  const named = changed("constants: { steps: 600 }", "training: { steps: steps }");
  assert.deepEqual(patchOf(diffRecipes(named, DEMO)), {
    constants: { steps: null },
    training: { steps: 600 },
  });
});

Deno.test("a group of a kind that states none, in place of another kind, is patched with its kind", () => {
  const relative = "{ kind: relative, group_on: cas, score_on: cas, shares: [0.5] }";
  const was = changed(`inference: { proposals: { by_cas: ${relative} } }`);
  const [{ path, now } = assert.fail(), ...others] = diffRecipes(was, DEMO);
  assert.deepEqual([path.join("."), others], ["inference.proposals.by_cas", []]);
  assert.deepEqual((now!.value as { kind: string }).kind, "absolute");
});

Deno.test("an override has its flag as its place", () => {
  const [difference, ...others] = diffRecipes(
    DEMO,
    compared("recipes/demo.yaml", { set: ["training.batch=4"] }),
  );
  assert.deepEqual(others, []);
  assert.deepEqual(difference!.now, { value: 4, from: "--set training.batch=4" });
});

Deno.test("another order of the sources is a difference", () => {
  const sources = (names: string[]) =>
    changed(
      "features:",
      "  sources:",
      "    rgb: null",
      "    flow: null",
      ...names.map((name) => `    ${name}2: { width: 24, fps: 25, stride: 16 }`),
    );
  const found = diffRecipes(sources(["rgb", "flow"]), sources(["flow", "rgb"]));
  assert.deepEqual(found.map(({ path }) => path.join(".")), ["features.sources"]);
});

/** How far apart in the list the recipes are that are compared, since all pairs take too long. */
const DISTANCES = [1, 5];

Deno.test("the patch between two recipes makes the one out of the other", () => {
  const recipes = recipeFiles().filter(({ complete }) => complete).map(({ file }) => compared(file));
  for (const [i, was] of recipes.entries()) {
    for (const distance of DISTANCES) {
      const now = recipes[(i + distance) % recipes.length]!;
      const patch = patchOf(diffRecipes(was, now));
      const text = stringify({ version: 1, name: "patched", extends: was.program.file, ...patch });
      const patched = compared("patched.yaml", { text });
      const names = `${was.program.recipe.name} to ${now.program.recipe.name}`;
      assert.deepEqual(diffRecipes(patched, now), [], names);
      assert.deepEqual(
        patched.program.nodes.map(({ op }) => op).sort(),
        now.program.nodes.map(({ op }) => op).sort(),
        names,
      );
    }
  }
});
