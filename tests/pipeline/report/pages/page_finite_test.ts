import assert from "node:assert/strict";
import fc from "fast-check";
import { renderReport } from "../../../../pipeline/report/pages/page.ts";
import type { ReportData, ReportVideo } from "../../../../pipeline/report/report_data.ts";
import type { ReportMining } from "../../../../pipeline/report/report_mining.ts";
import { balanced } from "../markup.ts";

Deno.test("renderReport() never prints or draws a number that is not finite", () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, 0, -1, 1e308, 5e-324));
  const text = fc.string({ unit: "binary", maxLength: 12 });
  const segment = fc.record({ label: text, start: number, end: number });
  const video: fc.Arbitrary<ReportVideo> = fc.record({
    id: text,
    duration: number,
    begin: number,
    secondsPerSnippet: number,
    labels: fc.array(text, { maxLength: 3 }),
    groundTruth: fc.array(segment, { maxLength: 4 }),
    detections: fc.array(fc.record({ label: text, start: number, end: number, score: number }), {
      maxLength: 4,
    }),
    curves: fc.array(
      fc.record({
        name: text,
        values: fc.array(number, { maxLength: 5 }),
        median: number,
        missed: fc.boolean(),
      }, { requiredKeys: ["name", "values"] }),
      { maxLength: 2 },
    ),
    mined: fc.array(
      fc.record({
        name: text,
        seconds: fc.array(number, { maxLength: 3 }),
        style: fc.constantFrom("filled" as const, "outlined" as const),
      }),
      { maxLength: 2 },
    ),
  });
  const point = fc.record({ step: number, value: number });
  const misses = fc.record({
    name: text,
    snippets: number,
    outside: fc.array(number, { maxLength: 3 }),
    distance: fc.array(number, { maxLength: 3 }),
    style: fc.constantFrom("before", "between", "after", "random", "against"),
  });
  const mining: fc.Arbitrary<ReportMining> = fc.record({
    scales: fc.oneof(fc.constant([0.1, 0.2]), fc.array(number, { maxLength: 3 })),
    distance: fc.constantFrom("video", "instance"),
    videos: number,
    logged: fc.array(text, { maxLength: 2 }),
    signals: fc.array(
      fc.record({
        name: text,
        target: text,
        curves: fc.array(misses, { maxLength: 4 }),
        parts: fc.array(misses, { maxLength: 2 }),
        region: fc.option(text, { nil: undefined }),
      }),
      { maxLength: 2 },
    ),
  });
  const maps = fc.array(
    fc.record({
      name: text,
      map: text,
      samples: number,
      bins: fc.array(fc.record({ from: number, to: number, count: number }), { maxLength: 3 }),
      thresholds: fc.array(fc.record({ mean: number, least: number, greatest: number, reached: number }), {
        maxLength: 3,
      }),
    }),
    { maxLength: 2 },
  );
  const report: fc.Arbitrary<ReportData> = fc.record({
    recipe: text,
    seed: fc.nat(),
    engine: text,
    steps: number,
    run: text,
    protocol: text,
    environment: fc.array(fc.tuple(text, text), { maxLength: 2 }),
    counts: fc.array(fc.tuple(text, text), { maxLength: 2 }),
    map: fc.array(fc.record({ tiou: number, percent: number }), { maxLength: 3 }),
    overrides: fc.array(text, { maxLength: 2 }),
    classification: number,
    accuracy: number,
    neverPredicted: fc.option(text, { nil: undefined }),
    averages: fc.array(fc.record({ name: text, percent: number }), { maxLength: 2 }),
    keeps: fc.constantFrom("last" as const, "best" as const),
    by: text,
    last: fc.record({ step: number, average: number }),
    best: fc.record({ step: number, average: number }),
    perClass: fc.array(
      fc.record({
        label: text,
        percent: fc.array(number, { maxLength: 3 }),
        instances: number,
        predictions: number,
      }),
      { maxLength: 3 },
    ),
    losses: fc.array(
      fc.record({ name: text, weight: number, points: fc.array(point, { maxLength: 4 }) }, {
        requiredKeys: ["name", "points"],
      }),
      {
        maxLength: 3,
      },
    ),
    logged: fc.array(
      fc.record({ name: text, weight: number, points: fc.array(point, { maxLength: 4 }) }, {
        requiredKeys: ["name", "points"],
      }),
      {
        maxLength: 3,
      },
    ),
    evaluations: fc.array(fc.record({ step: number, average: number }), { maxLength: 3 }),
    mining: fc.option(mining, { nil: undefined }),
    maps,
    videos: fc.array(video, { maxLength: 2 }),
    recipeText: text,
    warnings: fc.array(text, { maxLength: 2 }),
  });
  fc.assert(
    fc.property(report, (data) => {
      const page = renderReport(data);
      assert.doesNotMatch(page.replace(/<style>.*<\/style>/s, ""), /NaN|Infinity|undefined|\[object/);
      assert.deepEqual(balanced(page), []);
    }),
    { numRuns: 100 },
  );
});
