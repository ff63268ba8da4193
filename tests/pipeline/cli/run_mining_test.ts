import assert from "node:assert/strict";
import { finish } from "./process.ts";
import { inRun, recipe, start, withRuns } from "./small_run.ts";

Deno.test("run writes the mining error of renamed signals to JSON, the run folder and the report", () =>
  withRuns("mining_small", async () => {
    const mined = `mining: { near: "top_indices(actionness * inner, T, ratio=r_hard)" }
report:
  mined:
    hard_action: null
    hard_background: { target: null, region: null, against: null }
    easy_action: null
    easy_background: null
    near: { target: inner, region: inner, against: easy_action }
    kept: { target: background }
`;
    const child = await finish(start([recipe("mining_small", mined), "--json"]));
    assert.equal(child.code, 0, child.stderr);
    const { mining, run } = JSON.parse(child.stdout);
    assert.deepEqual(mining, JSON.parse(Deno.readTextFileSync(inRun(run, "result.json"))).mining);
    assert.deepEqual([mining.scales.length, mining.distance, mining.videos], [10, "video", 6]);
    assert.deepEqual(Object.keys(mining.signals), ["near", "kept"]);
    assert.deepEqual(
      mining.logged.map((each: Record<string, number>) => [each["step"], Object.keys(each)]),
      [0, 6, 12].map((step) => [step, ["step", "zero_median"]]),
    );
    const { near, kept } = mining.signals;
    assert.deepEqual([near.target, near.region, near.against], ["inner", "inner", "easy_action"]);
    assert.deepEqual(near.evaluations.map(({ step }: { step: number }) => step), [0, 6, 12]);
    for (const { outside, distance, in_region, spilled, snippets, against, region } of near.evaluations) {
      assert.deepEqual([outside.length, distance.length, against.outside.length], [10, 10, 10]);
      assert.equal(in_region.snippets + spilled.snippets, snippets);
      assert.ok(region.size > 0);
    }
    // In evaluation mode all snippets are kept: they are what random ones are.
    for (const { step: _, ...each } of kept.evaluations) assert.deepEqual(each, kept.random);
    const lines = Deno.readTextFileSync(inRun(run, "metrics.jsonl")).trimEnd().split("\n").map((line) =>
      JSON.parse(line)
    );
    assert.deepEqual(lines[0], {
      step: 0,
      mining_logged: { zero_median: mining.logged[0].zero_median },
      mining: { near: without(near.evaluations[0]), kept: without(kept.evaluations[0]) },
    });
    const report = Deno.readTextFileSync(inRun(run, "report.html"));
    assert.match(report, /<h2>Mining<\/h2>/);
    assert.match(report, /mined: hard background/);
    assert.doesNotMatch(report, /mined: easy action/);
  }));

function without({ step: _, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return rest;
}
