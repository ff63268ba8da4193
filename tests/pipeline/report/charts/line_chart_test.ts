import assert from "node:assert/strict";
import { lineChart } from "../../../../pipeline/report/charts/line_chart.ts";

/** The labels of the values' axis of a chart over 10 steps. */
function ticks(values: readonly number[]): string[] {
  const points = values.map((value, i) => ({ step: i + 1, value }));
  const { markup } = lineChart(points, { summary: "", steps: 10, log: true });
  return [...markup.matchAll(/text-anchor="end">([^<]+)</g)].map(([, label]) => label!)
    .filter((label) => label !== "step");
}

Deno.test("lineChart() labels powers of ten of a logarithmic axis, as many as there is room for", () => {
  assert.deepEqual(ticks([1, 1000]), ["1", "10", "100", "1000"]);
  assert.deepEqual(ticks([1, 30]), ["1", "2", "5", "10", "20"]);
  assert.deepEqual(ticks([1e-6, 1e6]).length, 5);
});
