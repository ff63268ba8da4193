import assert from "node:assert/strict";
import { compileChecked, compileTree } from "../../../../specs/compile/mod.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { loadTree } from "../../../../specs/load/mod.ts";
import { type CheckedRecipe, checkRecipe } from "../../../../specs/recipe/check/mod.ts";
import { readText } from "../../recipes.ts";

const BASE = readText("tests/golden/base.yaml");

function check(text: string, set: readonly string[] = []): CheckedRecipe {
  const files: Record<string, string> = {
    "small.yaml": `version: 1\nname: small\nextends: base.yaml\n${text}`,
    "base.yaml": BASE,
  };
  return checkRecipe(loadTree("small.yaml", { set, read: (path) => files[path]! }));
}

Deno.test("checkRecipe() gives all that a program is compiled from", () => {
  const checked = check("losses: { extra: { expression: mean(x), weight: 2 } }");
  assert.deepEqual(checked.diagnostics, []);
  assert.equal(checked.settings!.name, "small");
  assert.equal(checked.losses.find(({ name }) => name === "losses.extra")!.weight, 2);
  assert.deepEqual(compileChecked(check("")), compileTree(check("").loaded));
});

Deno.test("checkRecipe() finds what is wrong with settings, names and weights, and goes on", () => {
  const text = "losses: { extra: { expression: mean(x), wait: 2 } }\nlogged: { a-b: mean(x) }\n" +
    "define: { max: { inputs: { x: [B] }, result: x } }";
  const checked = check(text, ["training.steps=0"]);
  assert.deepEqual(checked.diagnostics.map(({ message }) => message).sort(), [
    'Cannot define "max": it is a function of the language',
    'Cannot name a statistic "a-b"',
    'Unknown key "wait" at losses.extra.wait',
    "training.steps must be >= 1: current value is 0",
  ]);
  assert.equal(checked.settings, undefined);
  assert.ok(checked.batch!.widths.size > 0, "signals can be checked all the same");
  assert.throws(() => compileChecked(checked), UserError);
});
