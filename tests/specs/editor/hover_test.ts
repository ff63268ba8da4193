import assert from "node:assert/strict";
import { hoverAt } from "../../../specs/editor/hover.ts";
import { placeOf, sceneFor } from "./recipes.ts";

const scene = sceneFor();

for (
  const [marked, ...expected] of [
    ["|attention >", "attention: [B, T]", "sigmoid(sum(cas, C))", "actionness", "*base.yaml:26*"],
    [
      "in: |x }",
      "x: [B, T, D=4]",
      "{ kind: conv1d, in: features, filters: width, kernel: 3 }",
      "100 parameters",
    ],
    ["made.o|ut", "made.out: [B, T, C=2]", "in: in, filters: classes", "320 multiply-adds"],
    ["half: |r / 2", "r = 7", "of all snippets", "*a.yaml:5*"],
    ["times=|half", "half = r / 2 = 3.5"],
    ["|double(", "double(x: [B, T], times=2)", "*part.yaml:3*"],
    ["|times=half", "times: 2", "Of double, its option"],
    ["med|ian(", "median(x, axis)", "No gradient", "- `axis`: The axis that disappears"],
    ["made, [B, |T]", "axis T", "20 entries"],
    ["|batch: 2", "**batch**", "Videos per pass", "whole number >= 1; required"],
    ["target: |inner", "**inner**", "from either end of it inwards"],
    ["|training:", "**training**", "Steps, batches"],
    ["|name: a", "**name**", "run folders are called after it"],
    ["|weight: half", "**weight**", "0 leaves it out of training"],
  ] as const
) {
  Deno.test(`hoverAt() tells of ${marked}`, () => {
    const hover = hoverAt(scene, ...placeOf(marked));
    for (const text of expected) assert.ok(hover?.markdown.includes(text), `${text} in ${hover?.markdown}`);
  });
}

Deno.test("hoverAt() says nothing of signs and comments", () => {
  for (const marked of ["attention |> ", "# of a|ll"]) {
    assert.equal(hoverAt(scene, ...placeOf(marked)), undefined);
  }
});
