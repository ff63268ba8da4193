import assert from "node:assert/strict";
import { barChart } from "../../../../pipeline/report/charts/bar_chart.ts";
import { contentText } from "../../../../pipeline/report/pages/element.ts";
import { attributesOf } from "../markup.ts";

Deno.test("barChart() draws bars from the axis up, and none where there is no number", () => {
  const bars = [25, undefined, NaN, 100].map((percent, i) => ({ name: `b${i}`, percent, title: `bar ${i}` }));
  const chart = contentText(barChart(bars, "size", "four bars"));
  const drawn = attributesOf(chart, "rect", "part").map(({ y, height }) => [Number(y), Number(height)]);
  assert.deepEqual(drawn, [[119.5, 36.5], [10, 146]]);
  assert.match(chart, /aria-label="four bars"/);
  assert.match(chart, /<title>bar 3: 100\.00 %<\/title>/);
  for (const text of ["b0", "b1", "b2", "b3", "size"]) assert.ok(chart.includes(`>${text}<`), text);
});
