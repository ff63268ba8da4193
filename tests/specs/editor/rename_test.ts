import assert from "node:assert/strict";
import { renamableAt, renameAt } from "../../../specs/editor/rename.ts";
import { compileRecipe } from "../../../specs/compile/mod.ts";
import { readText } from "../recipes.ts";
import { PART, placeOf, RECIPE, sceneFor } from "./recipes.ts";

/** The recipe with the name at `|` changed, or the refusal. */
function renamed(marked: string, name: string): string {
  const found = renameAt(sceneFor(), ...placeOf(marked), name);
  assert.ok(found);
  if ("refused" in found) return found.refused;
  const lines = RECIPE.split("\n");
  for (const { line, column, length } of found.places.toReversed()) {
    const text = lines[line - 1]!;
    lines[line - 1] = text.slice(0, column - 1) + name + text.slice(column - 1 + length);
  }
  return lines.join("\n");
}

for (
  const [marked, name, lines] of [
    ["|binary:", "mask", [
      "  mask: attention > median(attention, T)",
      "  mine: double(mask, times=half) - mask",
      "  share: mean(mean(mask, T), B)",
      "report: { mined: { mask: { target: inner, region: mine } }, logged: [share] }",
    ]],
    ["made.out + |made(x)", "copy", [
      "  copy: { kind: branch, in: x }",
      "  again: copy.out + copy(x)",
      '  more: { expression: "mean(mine * copy, [B, T])", weight: half }',
    ]],
    ["weight: |half", "part", [
      "  part: r / 2",
      "  mine: double(binary, times=part) - binary",
      '  more: { expression: "mean(mine * made, [B, T])", weight: part }',
    ]],
    ["logged: [|share", "portion", [
      "  portion: mean(mean(binary, T), B)",
      "report: { mined: { binary: { target: inner, region: mine } }, logged: [portion] }",
    ]],
  ] as const
) {
  Deno.test(`renameAt() changes ${marked} wherever it is used, and nothing else`, () => {
    const text = renamed(marked, name);
    const [before, after] = [RECIPE.split("\n"), text.split("\n")];
    assert.deepEqual(after.filter((line, i) => line !== before[i]), lines);
    const files: Readonly<Record<string, string>> = { "a.yaml": text, "part.yaml": PART };
    compileRecipe("a.yaml", { read: (path) => files[path] ?? readText("tests/golden/base.yaml") });
  });
}

for (
  const [marked, name, refusal] of [
    ["|attention >", "new", '"attention" comes from base.yaml: rename it there'],
    ["|r: 7", "new", '"r" comes from base.yaml: rename it there'],
    ["|double(", "new", '"double" comes from part.yaml: rename it there'],
    ["|median(", "new", '"median" is a function of the language'],
    ["|binary:", "mine", '"mine" is taken: mining.mine has that name'],
    ["|binary:", "features", '"features" is taken: the language has that name'],
    ["|binary:", "a b", '"a b" is no name: use letters, digits and _, no digit first'],
  ] as const
) {
  Deno.test(`renameAt() refuses ${name} for ${marked}`, () => assert.equal(renamed(marked, name), refusal));
}

Deno.test("renameAt() refuses what another file or a recipe uses by its path", () => {
  const at = (marked: string) => renamableAt(sceneFor("part.yaml"), ...placeOf(marked, PART));
  assert.deepEqual(at("|double:"), { refused: 'a.yaml uses "double": rename it in both by hand' });
  assert.deepEqual(at("|out: {"), { refused: 'a.yaml:11 says "made.out": rename it by hand' });
  assert.equal(renamableAt(sceneFor(), ...placeOf("|batch: 2")), undefined);
});
