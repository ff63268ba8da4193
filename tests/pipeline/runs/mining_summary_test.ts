import assert from "node:assert/strict";
import { miningSummary } from "../../../pipeline/runs/mining_summary.ts";
import { compileSmall } from "../../specs/compile/small.ts";

const program = compileSmall(`
mining: { worst: "top_indices(attention, T, ratio=5)" }
report:
  distance: instance
  mined: { worst: { target: outer, region: attention, against: worst }, attention: {} }
`);
const misses = (snippets: number) => ({ snippets, outside: [50], distance: [2] });

Deno.test("miningSummary() lays out what a recipe says of a signal, random snippets, and every evaluation", () => {
  const mining = { videos: 3, logged: {}, signals: { worst: { error: misses(4), random: misses(8) } } };
  const evaluation = { average: 5, map: {}, classification_map: 6, accuracy: 7 };
  const metrics = {
    before: [{ step: 0 as const, mining: { worst: misses(1) }, mining_logged: { few: 0.5 } }],
    // A line of before a recipe had targets.
    evaluations: [{ step: 5, ...evaluation }, { step: 9, ...evaluation, mining: { worst: misses(2) } }],
  };
  const { scales, ...summary } = miningSummary(program, { mining }, metrics)!;
  assert.equal(scales.length, 10);
  assert.deepEqual(summary, {
    distance: "instance",
    videos: 3,
    logged: [{ step: 0, few: 0.5 }],
    signals: {
      worst: {
        target: "outer",
        region: "attention",
        against: "worst",
        random: misses(8),
        evaluations: [{ step: 0, ...misses(1) }, { step: 9, ...misses(2) }],
      },
    },
  });
  assert.equal(miningSummary(program, {}, metrics), undefined);
});
