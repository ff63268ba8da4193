import assert from "node:assert/strict";
import { mapChart } from "../../../../pipeline/report/charts/map_chart.ts";
import { contentText } from "../../../../pipeline/report/pages/element.ts";
import { attributesOf, textOf } from "../markup.ts";

const VALUES = {
  name: "by_cas",
  map: "cas",
  samples: 200,
  bins: [{ from: 0, to: 0.5, count: 150 }, { from: 0.5, to: 1, count: 50 }],
  thresholds: [
    { mean: 0.25, least: 0.25, greatest: 0.25, reached: 40 },
    { mean: 0.5, least: 0.4, greatest: 0.6, reached: 25 },
  ],
};

Deno.test("mapChart() draws shares as steps, and each threshold at its value", () => {
  const chart = contentText(mapChart(VALUES));
  const [steps] = attributesOf(chart, "path", "values");
  // 290 px wide from 48 on; 146 px high, the roots of 75 % and 25 %.
  const low = 156 - 146 * Math.sqrt(25 / 75);
  assert.equal(steps!["d"], `M48 156V10H193V${low.toFixed(1)}H338V156`);
  const lines = attributesOf(chart, "path", "threshold").map(({ d }) => d);
  assert.deepEqual(lines, ["M120.5 156V10", "M193 156V10"]);
  assert.match(chart, /aria-label="by cas: values of cas from 0 to 1; 2 thresholds: 40\.00 % reach 0\.25, /);
  assert.match(chart, /<title>threshold 0\.5 on average, 0\.4 to 0\.6: 25\.00 % of the samples reach it</);
  assert.match(textOf(chart), /^by cas 40\.00 → 25\.00 % reachof cas, 200 samples/);
});

Deno.test("mapChart() draws nothing where there are no samples", () => {
  const chart = contentText(mapChart({ ...VALUES, samples: 0, bins: [], thresholds: [] }));
  assert.doesNotMatch(chart, /<svg/);
  assert.match(textOf(chart), /–/);
});
