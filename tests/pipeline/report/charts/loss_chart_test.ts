import assert from "node:assert/strict";
import { evaluationChart, lossChart } from "../../../../pipeline/report/charts/loss_chart.ts";
import { exampleReport } from "../example.ts";
import { attributesOf, textOf } from "../markup.ts";

function chart(values: readonly number[], steps = 100): string {
  const points = values.map((value, i) => ({ step: (i + 1) * steps / values.length, value }));
  return lossChart({ name: "refine_action", weight: 0.01, points }, steps).markup;
}

Deno.test("lossChart() tells name, weight and course of a term", () => {
  const text = textOf(chart([4, 3, 2.5]));
  assert.ok(text.startsWith("refine action 4 → 2.5weight 0.01"));
  assert.match(chart([4, 3, 2.5]), /aria-label="refine_action: 4 → 2.5 over 100 steps"/);
});

Deno.test("lossChart() tells no weight of the total", () => {
  const points = [{ step: 1, value: 3 }, { step: 2, value: 1 }];
  const { markup } = lossChart({ name: "total", points }, 2);
  assert.match(textOf(markup), /^total 3 → 1(?!weight)/);
});

Deno.test("lossChart() is logarithmic only where a loss spans orders of magnitude above 0", () => {
  const isLog = (values: readonly number[]) => textOf(chart(values)).includes("log scale");
  assert.deepEqual([[10, 0.1], [10, 1], [10, 0], [10, -10], [5]].map(isLog), [
    true,
    false,
    false,
    false,
    false,
  ]);
  const [line] = attributesOf(chart([100, 1]), "path", "line");
  assert.equal(line!["d"], "M193,12.9L338,153.1");
});

Deno.test("lossChart() draws a single point as a dot and no point as a dash", () => {
  assert.equal(attributesOf(chart([3]), "circle", "dot").length, 1);
  assert.match(textOf(chart([])), /– → –weight 0\.01–$/);
});

Deno.test("lossChart() leaves out values that are not finite and says so", () => {
  assert.match(textOf(chart([3, NaN, Infinity, 1])), /3 → 1weight 0\.01, 2 of 4 values not finite/);
});

Deno.test("lossChart() draws a long series thinned, with the spread around it", () => {
  const long = chart(Array.from({ length: 6000 }, (_, i) => 2 + Math.sin(i)), 6000);
  const [line] = attributesOf(long, "path", "line");
  assert.equal(line!["d"]!.split("L").length, 150);
  assert.equal(attributesOf(long, "path", "spread").length, 1);
  assert.equal(attributesOf(chart([1, 2, 3]), "path", "spread").length, 0);
});

Deno.test("evaluationChart() marks the best evaluation, and is absent for a single one", () => {
  const data = exampleReport({ videos: 0 });
  const drawn = evaluationChart(data)!.markup;
  assert.equal(attributesOf(drawn, "circle", "dot").length, 10);
  assert.equal(attributesOf(drawn, "circle", "dot marked").length, 1);
  assert.ok(drawn.includes(`<title>step 1,400: ${data.best!.average.toFixed(2)}</title>`));
  assert.equal(evaluationChart({ ...data, evaluations: data.evaluations.slice(0, 1) }), undefined);
});
