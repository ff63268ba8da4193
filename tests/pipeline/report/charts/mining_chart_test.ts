import assert from "node:assert/strict";
import { miningChart, miningLegend } from "../../../../pipeline/report/charts/mining_chart.ts";
import { exampleReport } from "../example.ts";
import { attributesOf, textOf } from "../markup.ts";

const { signals } = exampleReport({ videos: 0 }).mining!;
const [hard] = signals;

Deno.test("miningChart() draws every curve with a line of its own, a share from 0 to 100 percent", () => {
  const { markup } = miningChart(
    {
      ...hard!,
      curves: [
        { name: "before training", style: "before", snippets: 1, outside: [100, 50], distance: [1, 1] },
        { name: "after 3 steps", style: "after", snippets: 1, outside: [NaN, 0], distance: [1, 1] },
        { name: "random snippets", style: "random", snippets: 1, outside: [25, 25], distance: [1, 1] },
      ],
    },
    "outside",
    [0.1, 0.2],
  );
  const paths = ["random", "before", "after"].flatMap((style) =>
    attributesOf(markup, "path", `line ${style}`).map(({ d }) => [style, d])
  );
  // 290 px for a scale of 1 from 48 on, 146 px for 100 percent from 156 up.
  assert.deepEqual(paths, [
    ["random", "M77,119.5L106,119.5"],
    ["before", "M77,10L106,83"],
    ["after", "M106,156Z"],
  ]);
  assert.match(textOf(markup), /^hard action: outside inner 50\.00 → 0\.00 %at scale 0\.2/);
  assert.match(markup, /<title>before training, scale 0\.1: 100\.00 %<\/title>/);
  assert.match(
    markup,
    /aria-label="hard action: outside inner, at scale 0\.2: before training 50\.00 %; after 3 steps 0\.00 %; random snippets 25\.00 %"/,
  );
});

Deno.test("miningLegend() names what is drawn, and each evaluation but the kept one once", () => {
  const text = textOf(miningLegend(signals).markup);
  assert.equal(
    text.replaceAll(/\s+/g, " ").trim(),
    "before training after 2,000 steps other evaluations random snippets easy action, easy background",
  );
  const [first] = hard!.curves;
  assert.equal(textOf(miningLegend([{ ...hard!, curves: [first!] }]).markup).trim(), "before training");
});
