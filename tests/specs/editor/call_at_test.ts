import assert from "node:assert/strict";
import { openArgument } from "../../../specs/editor/call_at.ts";

for (
  const [text, expected] of [
    ["", undefined],
    ["mean(x, T)", undefined],
    ["mean(", "mean 0"],
    ["mean(top(cas, T), ", "mean 1"],
    ["mean(top(cas, ", "top 1"],
    ["top(cas, T, ratio=", "top 2 ratio"],
    ["top(cas, T, ratio=5, ", "top 3 after ratio"],
    ["top(cas, T, ratio=(r + ", "top 2 ratio"],
    ["concat([a, b, ", "concat 0"],
    ["and(a == b, ", "and 1"],
    ["max((a - ", "max 0"],
  ] as const
) {
  Deno.test(`openArgument() reads ${JSON.stringify(text)}`, () => {
    const open = openArgument(text);
    const told = open &&
      [open.call, open.place, open.name ?? [], open.given.length ? ["after", ...open.given] : []]
        .flat().join(" ");
    assert.equal(told, expected);
  });
}
