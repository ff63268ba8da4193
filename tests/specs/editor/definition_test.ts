import assert from "node:assert/strict";
import { definitionAt } from "../../../specs/editor/definition.ts";
import { PART, placeOf, sceneFor } from "./recipes.ts";

/** Where what stands at `|` is declared. */
function declared(marked: string, file = "a.yaml"): string | undefined {
  const found = definitionAt(sceneFor(file), ...placeOf(marked, file === "part.yaml" ? PART : undefined));
  if (!found) return undefined;
  return "file" in found ? found.file : `${found.place.file}:${found.place.line}:${found.place.column}`;
}

for (
  const [marked, expected] of [
    ["|attention >", "base.yaml:26:3"],
    ["double(|binary", "a.yaml:8:3"],
    ["|double(", "part.yaml:3:3"],
    ["kind: |branch", "part.yaml:8:3"],
    ["|times=half", "part.yaml:5:16"],
    ["|part.yaml", "part.yaml"],
    ["half: |r / 2", "a.yaml:5:3"],
    ["|r: 7", "base.yaml:5:14"],
    ["|batch: 2", "base.yaml:33:3"],
    ["|half: r", "a.yaml:6:3"],
    ["|median(", undefined],
    ["in: |x }", "base.yaml:21:3"],
  ] as const
) {
  Deno.test(`definitionAt() finds ${marked}`, () => assert.equal(declared(marked), expected));
}

Deno.test("definitionAt() finds the parts of a macro within it", () => {
  assert.equal(declared("x * |times", "part.yaml"), "part.yaml:5:16");
});
