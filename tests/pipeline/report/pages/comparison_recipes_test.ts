import assert from "node:assert/strict";
import type { ComparisonData } from "../../../../pipeline/report/comparison_data.ts";
import { recipeDifferences } from "../../../../pipeline/report/pages/comparison_recipes.ts";

/** A comparison of variants with so many differences each. */
const data = (...counts: readonly number[]) => ({
  baseline: "a",
  variants: [
    { name: "a", differences: [], runs: [] },
    ...counts.map((n, i) => ({
      name: `v${i}`,
      differences: Array.from({ length: n }, (_, j) => ({ path: `constants.x${j}`, was: "1", now: "<2>" })),
      runs: [],
    })),
  ],
} as unknown as ComparisonData);

Deno.test("recipeDifferences() lists what differs, folds many, and says where only data do", () => {
  assert.equal(recipeDifferences(data()), undefined);
  const few = recipeDifferences(data(1, 0))!.markup;
  assert.match(few, /constants\.x0.*&lt;2&gt;/);
  assert.match(few, /its data/);
  assert.doesNotMatch(few, /<details/);
  assert.match(recipeDifferences(data(9))!.markup, /<summary>More differences<\/summary>/);
  assert.match(
    recipeDifferences(data(20, 20))!.markup,
    /<summary>40 differences of 2 recipes from the baseline</,
  );
});
