import assert from "node:assert/strict";
import { join } from "node:path";
import { changesBeside, recipeChanges } from "../../../pipeline/runs/recipe_changes.ts";
import { renderDiagnostic } from "../../../specs/diagnostics/diagnostics.ts";
import { loadTree } from "../../../specs/load/mod.ts";
import { inFolder } from "../../temporary.ts";
import { program } from "../training/small_run.ts";

/** What is found after replacing texts of a recipe of 4 steps. */
function changes(...replaced: readonly (readonly [string | RegExp, string])[]) {
  return inFolder((folder) => {
    const file = join(folder, "recipe.yaml");
    const text = replaced.reduce((all, [from, to]) => {
      const next = all.replace(from, to);
      assert.notEqual(next, all, String(from));
      return next;
    }, program.resolved);
    Deno.writeTextFileSync(file, text);
    const now = loadTree(file, { read: Deno.readTextFileSync });
    const { refused, harmless, evaluatesOtherwise } = recipeChanges(program.resolved, now);
    const shown = refused.map((each) => renderDiagnostic(each).replaceAll(`${folder}/`, ""));
    return Promise.resolve({
      refused: shown,
      harmless,
      ...evaluatesOtherwise.length > 0 ? { evaluatesOtherwise } : {},
    });
  });
}

Deno.test("recipeChanges() finds nothing where only the writing changed", async () => {
  const same = await changes([/^name: demo$/m, "# a remark\nname: 'demo'"], ["rate: 0.001", "rate: 1e-3"]);
  assert.deepEqual(same, { refused: [], harmless: [] });
});

Deno.test("recipeChanges() refuses what training depends on, with its place and what it was", async () => {
  const { refused, harmless } = await changes(["rate: 0.001", "rate: 0.5"], ["hidden: 2", "hidden: 3"]);
  assert.deepEqual(harmless, []);
  assert.equal(refused.length, 2);
  assert.match(refused[0]!, /^error: constants.hidden was 2, now it is 3: /);
  const line = program.resolved.split("\n").findIndex((text) => text.includes("rate: 0.001")) + 1;
  const gutter = " ".repeat(String(line).length);
  assert.equal(
    refused[1],
    [
      "error: training.optimizer.rate was 0.001, now it is 0.5: a run goes on with the recipe that it was begun with",
      `${gutter}--> recipe.yaml:${line}:11`,
      `${gutter} |`,
      `${line} |     rate: 0.5`,
      `${gutter} |           ^^^ put 0.001 back, or start a new run`,
    ].join("\n"),
  );
});

Deno.test("recipeChanges() refuses what is new, what is gone, and another order of what is computed", async () => {
  const added = await changes(["rate: 0.001", "rate: 0.001\n    beta1: 0.5"]);
  assert.match(
    added.refused[0]!,
    /^error: training.optimizer.beta1 is new: 0.5: .*\n.*\n.*\n.*beta1: 0.5\n.* take it out, or/,
  );
  const [, first, second] = /^losses:\n((?: {2}.*\n)*?)((?: {2}\w.*\n(?: {4}.*\n)*))(?=\w)/m.exec(
    program.resolved,
  )!;
  const moved = await changes([`${first}${second}`, `${second}${first}`]);
  assert.match(moved.refused[0]!, /^error: losses was \[.*\], now it is \[.*\]: /);
  const gone = await changes([second!, ""]);
  assert.match(gone.refused[0]!, /^error: losses.\w+ was .* and is gone: /);
});

Deno.test("recipeChanges() allows more steps, and what is not training, and says so", async () => {
  assert.deepEqual(await changes(["steps: 4", "steps: 9"]), {
    refused: [],
    harmless: ["training.steps was 4, now it is 9"],
  });
  const { refused, harmless } = await changes(["log_every: 1", "log_every: 7"], [
    "name: demo",
    "name: other",
  ]);
  assert.deepEqual(refused, []);
  assert.deepEqual(harmless, ['name was "demo", now it is "other"', "training.log_every was 1, now it is 7"]);
});

Deno.test("recipeChanges() allows another evaluation, and says that it is no longer the same", async () => {
  const found = await changes([
    /^( +)test: (?:uniform|\{ kind: uniform \}|\n +kind: uniform)$/m,
    "$1test: all",
  ], [
    "steps: 4",
    "steps: 9",
  ]);
  assert.deepEqual(found.refused, []);
  assert.deepEqual(found.evaluatesOtherwise, ["features.sampling.test"]);
});

Deno.test("recipeChanges() refuses fewer steps", async () => {
  const { refused } = await changes(["steps: 4", "steps: 1"]);
  assert.match(
    refused[0]!,
    /^error: training.steps was 4, now it is 1: .* as many steps or more\n.*\n.*\n.*steps: 1\n.*\^ write 4 or more, or/,
  );
});

Deno.test("recipeChanges() allows more epochs, but not epochs instead of steps", async () => {
  const epochs = await changes(["steps: 4", "epochs: 4"]);
  assert.deepEqual(epochs.harmless, []);
  assert.equal(epochs.refused.length, 2);
  assert.match(epochs.refused[0]!, /^error: training.steps was 4 and is gone: .*begun with\n/);
  assert.match(epochs.refused[1]!, /^error: training.epochs is new: 4: .*begun with\n/);
});

Deno.test("changesBeside() has what was changed elsewhere, where it was written", () => {
  const set = ["inference.upsample=2", "training.steps=9", "constants.hidden=3", "data.seed=7"];
  const read = () => program.resolved;
  const now = loadTree("recipe.yaml", { read, set });
  const found = changesBeside(program.resolved, now, ["inference", "data.seed"], "keep it");
  assert.deepEqual(
    found.map(({ message, place }) => [message, place?.source]),
    [
      ["constants.hidden was 2, now it is 3: keep it", "constants.hidden=3"],
      ["training.steps was 4, now it is 9: keep it", "training.steps=9"],
    ],
  );
  assert.deepEqual(changesBeside(program.resolved, loadTree("recipe.yaml", { read }), [], "keep it"), []);
});
