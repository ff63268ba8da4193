import assert from "node:assert/strict";
import { isResolvedRecipe } from "../../../pipeline/runs/saved_recipe.ts";

Deno.test("isResolvedRecipe() takes a map in plain YAML alone", () => {
  assert.ok(isResolvedRecipe("version: 1\nconstants:\n  hidden: 2\n"));
  const doubled = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join("\n");
  for (
    const text of [
      "",
      "- a",
      "text",
      "a: 1\n b: 2",
      "a: [",
      "a: !odd 1",
      "a: 1\na: 2",
      `a0: &a0 1\n${doubled}`,
      `a: ${"[".repeat(20_000)}`,
    ]
  ) assert.ok(!isResolvedRecipe(text), text.slice(0, 40));
});
