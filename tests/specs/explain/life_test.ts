import assert from "node:assert/strict";
import { compileTree } from "../../../specs/compile/mod.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { type Life, livesOf } from "../../../specs/explain/life.ts";
import { loadTree } from "../../../specs/load/mod.ts";
import { readText } from "../recipes.ts";

/** The lives in a recipe that changes the demo's by these lines, the first of which is line 4. */
function lives(path: string, lines: string[] = [], set: string[] = []): Life[] {
  const text = ["version: 1", "name: changed", "extends: recipes/demo.yaml", ...lines].join("\n");
  const loaded = loadTree("changed.yaml", {
    set,
    read: (file) => file === "changed.yaml" ? text : readText(file),
  });
  return livesOf(path, loaded, compileTree(loaded));
}

const texts = (life: Life | undefined) => life!.steps.map(({ text, removed }) => removed ? "removed" : text);

Deno.test("a value's life has every file and flag that states it, in order", () => {
  const [life, ...others] = lives("constants.hidden", ["constants: { hidden: 7 }"], [
    "constants.hidden=9",
    "constants.hidden=10",
  ]);
  assert.deepEqual(others, []);
  assert.equal(life!.value, 10);
  assert.deepEqual(texts(life), [2048, 64, 7, 9, 10]);
  assert.match(life!.steps[0]!.from, /^recipes\/cola_thumos\.yaml:\d+$/);
  assert.deepEqual(life!.steps.slice(2).map(({ from }) => from), [
    "changed.yaml:4",
    "--set constants.hidden=9",
    "--set constants.hidden=10",
  ]);
});

Deno.test("the constants and macros that its text names have lives below it, constants of constants too", () => {
  const [weight] = lives("losses.refine_action.weight", ["constants: { contrast: temperature * 2 }"]);
  assert.equal(weight!.value, 0.14);
  const [contrast] = weight!.uses;
  assert.deepEqual([contrast!.path, contrast!.value], ["constants.contrast", 0.14]);
  assert.deepEqual(contrast!.uses.map(({ path, value }) => [path, value]), [["constants.temperature", 0.07]]);
  const [expression] = lives("losses.refine_action.expression");
  assert.ok(
    expression!.uses.some(({ path, steps }) =>
      path === "define.info_nce" && /^recipes\/blocks\/info_nce\.yaml:\d+$/.test(steps[0]!.from)
    ),
  );
});

Deno.test("a value is taken away by null, by another kind and by what excludes it", () => {
  assert.deepEqual(texts(lives("losses.refine_action.weight", ["losses: { refine_action: null }"])[0]), [
    "contrast",
    "removed",
  ]);
  const [decay] = lives("training.optimizer.weight_decay", [
    "training: { optimizer: { kind: sgd, rate: 0.1 } }",
  ]);
  assert.deepEqual(texts(decay), [5e-4, "removed"]);
  assert.equal(decay!.value, 0);
  const [steps] = lives("training.steps", [], ["training.epochs=3"]);
  assert.deepEqual(texts(steps), [6000, 600, "removed"]);
  assert.equal(steps!.value, undefined);
});

Deno.test("a default has no steps, and a map gives the lives of all that it holds", () => {
  const found = lives("training.optimizer");
  const named = (path: string) => found.find((life) => life.path === `training.optimizer.${path}`);
  assert.deepEqual(named("beta1"), { path: "training.optimizer.beta1", value: 0.9, steps: [], uses: [] });
  assert.deepEqual(texts(named("rate")), [1e-4, 1e-3]);
  assert.equal(found.length, new Set(found.map(({ path }) => path)).size);
});

Deno.test("a kind that is written as its word alone has that word's place", () => {
  const [kind] = lives("inference.suppress.kind", ["inference: { suppress: none }"]);
  assert.equal(kind!.value, "none");
  assert.equal(kind!.steps.at(-1)!.from, "changed.yaml:4");
});

Deno.test("a path without a value is refused with the nearest one", () => {
  assert.throws(() => lives("training.optimiser.rate"), (error) => {
    assert.ok(error instanceof UserError);
    assert.equal(error.message, 'The recipe "changed.yaml" has no value at "training.optimiser.rate"');
    assert.equal(error.diagnostics[0]!.hint, 'did you mean "training.optimizer.rate"?');
    return true;
  });
});

Deno.test("each option of a loss's schedule has its own value, and the constants of its lists have lives", () => {
  const lines = [
    "constants: { late: 0.4 }",
    "losses: { refine_action: { weight: { kind: step, values: [1, late / 2], at: [late], unit: parts } } }",
  ];
  const found = lives("losses.refine_action.weight", lines, ["constants.late=0.5"]);
  assert.deepEqual(
    Object.fromEntries(found.map(({ path, value }) => [path.split(".").at(-1), value])),
    { kind: "step", values: [1, 0.25], at: [0.5], unit: "parts", warm_up: 0 },
  );
  for (const option of ["values", "at"]) {
    const life = found.find(({ path }) => path.endsWith(`.${option}`))!;
    assert.deepEqual(life.uses.map(({ path, value }) => [path, value]), [["constants.late", 0.5]]);
    assert.deepEqual(texts(life.uses[0]), [0.4, 0.5]);
  }
  assert.deepEqual(found.find(({ path }) => path.endsWith(".warm_up"))!.steps, []);
});

Deno.test("a loss that states no weight has the default, and words that a list holds as they are name no constant", () => {
  const [weight] = lives("losses.action.weight");
  assert.deepEqual(weight, { path: "losses.action.weight", value: 1, steps: [], uses: [] });
  const lines = ["constants: { dive: 2 }", "losses: { more: 'bce(video, labels) * dive' }"];
  assert.deepEqual(lives("data.classes", lines)[0]!.uses, []);
  assert.deepEqual(lives("losses.more", lines).map(({ path, uses }) => [path, uses.length]), [[
    "losses.more",
    1,
  ]]);
});
