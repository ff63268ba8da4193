import assert from "node:assert/strict";
import { variantChart } from "../../../../pipeline/report/charts/variant_chart.ts";
import { variantKey } from "../../../../pipeline/report/charts/variant_style.ts";
import { attributesOf } from "../markup.ts";

const NAMES = ["plain", "other"];
const point = (step: number, value: number, seeds: number) => ({
  step,
  value,
  low: value - (seeds - 1),
  high: value + (seeds - 1),
  seeds,
});

Deno.test("variantChart() draws a line and a band for each variant, and says each point of a score", () => {
  const curves = [
    { variant: 0, points: [point(10, 40, 3), point(20, 50, 3)] },
    { variant: 1, points: [point(10, 41, 1), point(20, 60, 1)] },
  ];
  const { markup } = variantChart({ name: "average mAP", curves }, NAMES, { isScore: true });
  assert.equal(attributesOf(markup, "path", "line variant").length, 2);
  assert.equal(attributesOf(markup, "path", "spread").length, 1, "one seed has no band");
  assert.match(markup, /average mAP over 20 steps, at the end: plain 50\.00; other 60\.00/);
  assert.match(markup, /<title>plain, step 20: 50\.00, 48\.00 to 52\.00 over 3 seeds<\/title>/);
  assert.match(markup, /<title>other, step 10: 41\.00<\/title>/);
});

Deno.test("variantChart() marks few points of a long curve, those of each variant elsewhere", () => {
  const points = Array.from({ length: 100 }, (_, i) => point(i, i + 1, 1));
  const curves = [{ variant: 0, points }, { variant: 1, points }];
  const { markup } = variantChart({ name: "total", curves }, NAMES, { isScore: false });
  const places = Array.from(
    markup.matchAll(/translate\(([^)]*)\)"><path class="shape"/g),
    ([, place]) => place,
  );
  assert.equal(places.length, 8);
  assert.equal(new Set(places).size, 8);
});

Deno.test("variants have lines, marks and colours of their own", () => {
  const keys = Array.from({ length: 12 }, (_, i) => variantKey(i).markup);
  assert.equal(new Set(keys).size, 12);
  // Without colour too.
  assert.equal(new Set(keys.map((key) => key.replaceAll(/var\(--c\d\)/g, ""))).size, 12);
});
