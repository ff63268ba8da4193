import assert from "node:assert/strict";
import { precisionChart } from "../../../../pipeline/report/charts/precision_chart.ts";
import { contentText } from "../../../../pipeline/report/pages/element.ts";
import { attributesOf, balanced } from "../markup.ts";

Deno.test("precisionChart() draws precision over recall, a single point as a dot, and nothing where nothing is found", () => {
  const chart = (...points: { recall: number; precision: number }[]) =>
    contentText(precisionChart({ label: "jump", points }));
  const two = chart({ recall: 0.5, precision: 1 }, { recall: 1, precision: 0.4 });
  assert.deepEqual(attributesOf(two, "path", "line").map(({ d }) => d), ["M193,10L338,97.6"]);
  assert.match(two, /aria-label="jump: [^"]* find 100\.00 %, at a precision of 40\.00 %"/);
  const one = chart({ recall: 0.5, precision: 1 });
  assert.deepEqual(attributesOf(one, "circle", "dot").map(({ cx, cy }) => [cx, cy]), [["193", "10"]]);
  assert.match(chart(), /together find nothing/);
  for (const each of [two, one, chart()]) assert.deepEqual(balanced(each), []);
});
