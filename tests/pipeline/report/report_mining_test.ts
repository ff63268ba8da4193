import assert from "node:assert/strict";
import { reportMining } from "../../../pipeline/report/report_mining.ts";

const misses = (snippets: number) => ({ snippets, outside: [50, 40], distance: [2, 1] });

Deno.test("reportMining() says what each curve is, and tells of the region at the step that is kept", () => {
  const region = (size: number) => ({ in_region: misses(1), region: { size, undersized: 12.5 } });
  const summary = {
    scales: [0.1, 0.2],
    distance: "video" as const,
    videos: 2,
    logged: [{ step: 1000, zero_median: 0.5 }],
    signals: {
      hard_one: {
        target: "inner",
        region: "borders",
        against: "easy_one",
        random: misses(9),
        evaluations: [
          { step: 0, ...misses(4), ...region(7) },
          { step: 1000, ...misses(5), ...region(8), against: misses(3) },
          { step: 2000, ...misses(6), ...region(9) },
        ],
      },
    },
  };
  const { signals: [signal], logged } = reportMining(summary, 1000);
  assert.deepEqual(logged, ["zero median 0.5 after 1,000 steps"]);
  assert.deepEqual(signal!.curves.map(({ name, style, snippets }) => [name, style, snippets]), [
    ["before training", "before", 4],
    ["after 1,000 steps", "after", 5],
    ["after 2,000 steps", "between", 6],
    ["random snippets", "random", 9],
    ["easy one", "against", 3],
  ]);
  assert.deepEqual(signal!.parts.map(({ name }) => name), ["in its region, borders"]);
  assert.equal(
    signal!.region,
    "borders has 8.0 snippets in a video on average, and in 12.5 % of the videos fewer than are mined",
  );
});
