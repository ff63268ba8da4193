import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { compileRecipe } from "../../../../specs/compile/mod.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { type Asked, wantedVariants } from "../../../../pipeline/cli/options/sweep_factors.ts";
import { readTextSync } from "../../../../pipeline/files/reading.ts";
import { ROOT } from "../../../shared.ts";
import { temporaryFolder } from "../../../temporary.ts";

const wanted = (asked: Partial<Asked>) => wantedVariants({ recipes: [], patch: [], set: [], ...asked });
const names = (asked: Partial<Asked>) => wanted(asked).variants.map(({ name }) => name);

/** What is told of a command line, without places. */
function mistakes(asked: Partial<Asked>) {
  try {
    wanted(asked);
  } catch (error) {
    if (error instanceof UserError) {
      return error.diagnostics.map(({ message, hint, place }) => [message, hint, place?.line]);
    }
    throw error;
  }
  return [];
}

const compile = (asked: Partial<Asked>) =>
  wanted(asked).variants.map(({ recipe, patches, overrides }) =>
    compileRecipe(recipe, { read: readTextSync, patches, set: overrides.map(({ text }) => text) })
  );

for (const name of readdirSync(join(ROOT, "sweeps"))) {
  Deno.test(`every variant of sweeps/${name} compiles, and no two are the same recipe`, () => {
    const programs = compile({ grid: join(ROOT, "sweeps", name) });
    assert.ok(programs.length > 1);
    assert.equal(new Set(programs.map(({ resolved }) => resolved)).size, programs.length);
  });
}

Deno.test("a recipe on the command line replaces that of the grid", () => {
  const grid = join(ROOT, "sweeps/cola_ablation.yaml");
  const programs = compile({ grid, recipes: [join(ROOT, "recipes/cola_shrec21.yaml")] });
  assert.ok(programs.every(({ recipe }) => recipe.name === "cola_shrec21"));
  assert.equal(programs[0]!.losses.length, 1);
});

Deno.test("a patch is laid over the recipe without its name, description and what it extends", () => {
  const [program] = compile({
    recipes: [join(ROOT, "recipes/demo.yaml")],
    patch: [join(ROOT, "recipes/ablations/cola_thumos_action_only.yaml")],
    set: ["training.steps=7"],
  });
  const { recipe, losses } = program!;
  assert.equal(recipe.name, "demo");
  assert.equal(recipe.description, "CoLA on generated videos");
  assert.deepEqual(losses.map(({ name }) => name), ["action"]);
  assert.equal(recipe.training.steps, 7);
  assert.equal(recipe.constants["hidden"], 64);
});

Deno.test("variants are called after what differs", () => {
  const recipes = ["recipes/demo.yaml"];
  assert.deepEqual(names({ recipes }), ["demo"]);
  assert.deepEqual(names({ recipes, patch: ["recipes/a.yaml", "b.yaml"] }), ["a", "b"]);
  assert.deepEqual(names({ recipes: ["a/r.yaml", "b/r.yaml"], set: ["x=1,2"] }), [
    "a/r, x=1",
    "a/r, x=2",
    "b/r, x=1",
    "b/r, x=2",
  ]);
  assert.equal(wanted({ recipes: ["a/r.yaml", "b/s.yaml"] }).name, "r-s");
  assert.equal(wanted({ grid: "sweeps/demo_ablation.yaml" }).name, "demo_ablation");
});

Deno.test("what a command line and its grid lack or have twice is told", () => {
  const folder = temporaryFolder();
  Deno.writeTextFileSync(join(folder, "base.yaml"), "version: 1");
  const grid = join(folder, "g.yaml");
  Deno.writeTextFileSync(grid, "version: 1\nvariants: { a: { patch: bace.yaml }, b: { patch: [zzzzzz] } }");
  const absent = (name: string) => `Cannot read recipe "${join(folder, name)}": there is no such file`;
  assert.deepEqual(mistakes({}), [
    ["No recipe given", "for instance: walt sweep recipes/demo.yaml --seeds 0:4", undefined],
  ]);
  assert.deepEqual(mistakes({ grid }), [
    [`"${grid}" names no recipe`, "add recipe: to it, or name one on the command line", undefined],
  ]);
  assert.deepEqual(mistakes({ grid, recipes: ["r.yaml"] }), [
    [absent("bace.yaml"), 'did you mean "base.yaml"?', 2],
    [absent("zzzzzz"), "paths in a grid are relative to that file", 2],
  ]);
  assert.deepEqual(mistakes({ recipes: ["r.yaml"], set: ["a=1,1"] }), [
    ['Two variants are the same: "a=1"', "leave one of them out", undefined],
  ]);
  assert.deepEqual(mistakes({ recipes: ["r.yaml"], set: ["a=1,,2"] }).length, 1);
  assert.deepEqual(mistakes({ grid: "demo_ablaton.yaml" }), [
    [
      'Cannot read grid "demo_ablaton.yaml": there is no such file',
      'did you mean "sweeps/demo_ablation.yaml"?',
      undefined,
    ],
  ]);
  assert.equal(mistakes({ grid: "zzzzzzzz" })[0]![1], "grids are in sweeps");
});

Deno.test("paths in lines of a grid are relative to its file, those of the command line to where it is typed", () => {
  const folder = temporaryFolder();
  const grid = join(folder, "grid.yaml");
  const recipe = join(ROOT, "recipes/cola_thumos.yaml");
  const lines = "{ set: [data.root=near, data.root=/far] }";
  Deno.writeTextFileSync(grid, `version: 1\nrecipe: ${recipe}\nvariants:\n  here: ${lines}\n  there: {}\n`);
  const rootsOf = (set: readonly string[]) => {
    const { variants, folderOf } = wanted({ grid, set });
    return variants.map(({ recipe, patches, overrides }) => {
      const texts = overrides.map(({ text }) => text);
      const options = { folder: overrides.map(folderOf), cwd: Deno.cwd(), read: readTextSync };
      const { data } = compileRecipe(recipe, { patches, set: texts, ...options }).recipe;
      return data.kind === "folder" && data.root;
    });
  };
  const [near, there] = rootsOf([]);
  assert.equal(near, "/far");
  assert.notEqual(there, near);
  Deno.writeTextFileSync(grid, Deno.readTextFileSync(grid).replace(", data.root=/far", ""));
  assert.equal(rootsOf([])[0], join(folder, "near"));
  assert.deepEqual(rootsOf(["data.root=mine"]), [join(Deno.cwd(), "mine"), join(Deno.cwd(), "mine")]);
});
