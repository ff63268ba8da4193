import assert from "node:assert/strict";
import { renderReport } from "../../../../pipeline/report/pages/page.ts";
import type { ReportVideo } from "../../../../pipeline/report/report_data.ts";
import { exampleReport } from "../example.ts";
import { attributesOf, balanced, textOf } from "../markup.ts";

/** 100 s on an axis of 1000 px from 16 px on: 10 px a second. */
const VIDEO: ReportVideo = {
  id: "video",
  duration: 100,
  begin: 0,
  secondsPerSnippet: 2,
  labels: ["HighJump"],
  groundTruth: [{ label: "HighJump", start: 25, end: 50 }, { label: "LongJump", start: 80, end: 90 }],
  detections: [
    { label: "HighJump", start: 24, end: 51.5, score: 3 },
    { label: "HighJump", start: 30, end: 40, score: 1 },
    { label: "LongJump", start: -4, end: 0.05, score: 2 },
    { label: "LongJump", start: 99.99, end: 130, score: 2 },
  ],
  curves: [
    { name: "cas: HighJump", label: "HighJump", values: [0, 1, 4] },
    { name: "actionness", values: [0, 2, NaN, 4], median: 1 },
  ],
  mined: [
    { name: "hard_action", seconds: [26, 26, 49], style: "filled" },
    { name: "hard_background", seconds: [22, 53.5], style: "outlined" },
  ],
};

function withVideo(video: Partial<ReportVideo>): string {
  return renderReport({ ...exampleReport({ videos: 0 }), videos: [{ ...VIDEO, ...video }] });
}

Deno.test("renderReport() writes one page that loads nothing", () => {
  const page = renderReport(exampleReport());
  assert.match(page, /^<!doctype html>\n<html lang="en">/);
  assert.doesNotMatch(page, /https?:|<script|@import|url\(|src=/);
  assert.deepEqual(balanced(page), []);
});

Deno.test("renderReport() names the run, its headline and the best evaluation", () => {
  const data = exampleReport();
  const text = textOf(renderReport(data));
  for (
    const part of [
      "example_recipe",
      "seed 0",
      "2,000 steps",
      "engine tensorflow",
      "thumos14_seconds",
      data.run,
    ]
  ) {
    assert.ok(text.includes(part), part);
  }
  assert.ok(text.includes(`${data.averages[0]!.percent.toFixed(2)} %average mAP 0.1:0.7last step, 2,000`));
  assert.ok(text.includes(`${data.best!.average.toFixed(2)} %best of 10 evaluations`));
  const chosen = textOf(
    renderReport({ ...data, keeps: "best", by: "0.3:0.7", last: { step: 2000, average: 12.3 } }),
  );
  const { step } = data.best!;
  assert.ok(chosen.includes(`average mAP 0.1:0.7step ${step.toLocaleString("en-US")}, the best of 10`));
  assert.ok(chosen.includes(`mAP in percent at step ${step.toLocaleString("en-US")}, the best`));
  assert.match(chosen, /best of 10 evaluations by 0.3:0.7, chosen on the scored videosstep /);
  assert.ok(chosen.includes("12.30 %average mAP 0.3:0.7last step, 2,000"), chosen);
  const same = textOf(renderReport({ ...data, keeps: "best", by: "0.1:0.7" }));
  assert.equal(same.split("best of 10 evaluations").length, 2);
  assert.ok(text.includes("mAP in percent at the last step, 2,000"));
  const { best: _, ...once } = data;
  assert.doesNotMatch(textOf(renderReport({ ...once, evaluations: [] })), /best of|best evaluation/);
});

Deno.test("renderReport() gives mAP and AP under headers with a scope", () => {
  const data = exampleReport({ videos: 0 });
  const page = renderReport({
    ...data,
    map: [{ tiou: 0.5, percent: 41.234 }, { tiou: 0.75, percent: NaN }],
    averages: [{ name: "0.5:0.75", percent: 30 }],
    perClass: [
      { label: "HighJump", percent: [50, 25.5], instances: 1200, predictions: 3 },
      { label: "Shotput", percent: [NaN], instances: 2, predictions: 0 },
    ],
  });
  assert.equal(
    (page.match(/<th(?= |>)/g) ?? []).length,
    (page.match(/<th scope="(row|col|rowgroup)"/g) ?? []).length,
  );
  assert.match(textOf(page), /tIoU0\.500\.75average 0\.5:0\.75mAP41\.23–30\.00/);
  assert.match(textOf(page), /HighJump1,200350\.0025\.5037\.75/);
  assert.match(textOf(page), /Shotput20–––/);
});

Deno.test("renderReport() draws a star for every mined snippet, where it was mined", () => {
  const page = withVideo({});
  const rows = (style: string) =>
    Array.from(
      page.matchAll(new RegExp(`translate\\(0 10\\)"><g class="star ${style}"[^>]*>(.*?)</g>`, "g")),
      ([, uses]) => Array.from(uses!.matchAll(/<use href="#star" x="([^"]*)">/g), ([, x]) => x),
    );
  assert.deepEqual(rows("filled"), [["263", "263", "481.5"]]);
  assert.deepEqual(rows("outlined"), [["225", "524.25"]]);
  assert.equal(attributesOf(page, "path", "").filter(({ id }) => id === "star").length, 1);
  assert.ok(page.includes("<title>53.5 s</title>"));
  assert.ok(page.includes('aria-label="hard background: 22.0, 53.5 s"'));
});

Deno.test("renderReport() puts bars at their times, within the axis", () => {
  const page = withVideo({});
  const truth = attributesOf(page, "rect", "bar truth");
  assert.deepEqual(truth.map(({ x, width }) => [x, width]), [["253.5", "237.5"], ["776", "95"]]);
  const detections = attributesOf(page, "rect", "bar detection");
  assert.deepEqual(detections.map(({ x, width }) => [x, width]), [
    ["244", "261.25"],
    ["301", "95"],
    ["16", "2"],
    ["964", "2"],
  ]);
  assert.ok(page.includes("<title>HighJump, 24.0–51.5 s, score 3</title>"));
  assert.ok(page.includes("<title>LongJump, -4.0–0.1 s, score 2</title>"));
});

Deno.test("renderReport() shows a score as opacity and keeps overlapping detections apart", () => {
  const detections = attributesOf(withVideo({}), "rect", "bar detection");
  assert.deepEqual(detections.map((bar) => bar["fill-opacity"]), [undefined, "0.25", "0.63", "0.63"]);
  assert.notEqual(detections[0]!["y"], detections[1]!["y"]);
  assert.equal(detections[2]!["y"], detections[3]!["y"]);
});

Deno.test("renderReport() draws the best detections, a few per annotated segment, and says of how many", () => {
  const many = Array.from({ length: 50 }, (_, i) => ({ label: "a", start: 2 * i, end: 2 * i + 1, score: i }));
  for (const [segments, shown] of [[0, 10], [2, 10], [5, 15], [30, 40]] as const) {
    const groundTruth = Array.from(
      { length: segments },
      (_, i) => ({ label: "a", start: 3 * i, end: 3 * i + 2 }),
    );
    const page = withVideo({ detections: many, groundTruth });
    assert.equal(attributesOf(page, "rect", "bar detection").length, shown);
    assert.ok(page.includes(`score ${50 - shown}<`) && !page.includes(`score ${49 - shown}<`));
    assert.ok(textOf(page).includes(`${shown} of 50`));
  }
});

Deno.test("renderReport() draws a curve through the middles of snippets and its median as a line", () => {
  const page = withVideo({});
  const [cas, actionness] = attributesOf(page, "path", "line").map(({ d }) => d).slice(-2);
  assert.equal(cas, "M25.5,45V45l19-9.5 19-28.5V45");
  assert.equal(actionness, "M25.5,45V45l19-19V45M82.5,45V7V45");
  const [median] = attributesOf(page, "line", "median");
  assert.deepEqual([median!["y1"], median!["x1"], median!["x2"]], ["35.5", "16", "966"]);
  assert.ok(page.includes("<title>median 1</title>"));
});

Deno.test("renderReport() says which annotated class was not predicted", () => {
  const [cas] = VIDEO.curves;
  const notes = (curves: ReportVideo["curves"]) =>
    textOf(withVideo({ curves })).split("not predicted").length - 1;
  assert.deepEqual([[], [cas!], [cas!, { ...cas!, missed: true }]].map(notes), [0, 0, 1]);
});

Deno.test("renderReport() shades a curve where its own class is annotated, actionness where any is", () => {
  const bands = attributesOf(withVideo({}), "rect", "band").filter(({ height }) => height !== "12");
  assert.deepEqual(bands.map(({ x, width }) => [x, width]), [["253.5", "237.5"], ["253.5", "237.5"], [
    "776",
    "95",
  ]]);
});

Deno.test("renderReport() says where there is nothing to draw", () => {
  const page = withVideo({ groundTruth: [], detections: [], curves: [], mined: [], labels: [] });
  const text = textOf(page);
  for (const part of ["no annotated segment", "no detection", "no annotated class"]) {
    assert.ok(text.includes(part));
  }
  assert.doesNotMatch(page, /<use/);
  assert.deepEqual(balanced(page), []);
});

Deno.test("renderReport() leaves out what a run does not have", () => {
  const page = renderReport({
    ...exampleReport({ videos: 0, classes: 0 }),
    map: [],
    averages: [],
    losses: [],
    evaluations: [],
    counts: [],
    environment: [],
    warnings: [],
    recipeText: "",
  });
  assert.doesNotMatch(page, /<h2>(Videos|Training|Warning)/);
  assert.deepEqual(balanced(page), []);
});

Deno.test("renderReport() folds the table of very many classes", () => {
  assert.match(
    renderReport(exampleReport({ classes: 100, videos: 0 })),
    /<details><summary>AP of 100 classes/,
  );
  assert.doesNotMatch(renderReport(exampleReport({ classes: 20, videos: 0 })), /<summary>AP of/);
});

Deno.test("renderReport() shows the resolved recipe letter by letter", () => {
  const recipeText = `\na: "<b>" # & 'c'\n`;
  const page = renderReport({ ...exampleReport({ videos: 0 }), recipeText });
  assert.ok(page.includes(`<pre>\n\na: &quot;&lt;b&gt;&quot; # &amp; &#39;c&#39;\n</pre>`));
});

Deno.test("renderReport() says why there is no mAP instead of empty tables", () => {
  const unscored = "Nothing was scored: no segment of a test video is annotated";
  const { best: _, ...example } = exampleReport();
  const page = renderReport({
    ...example,
    unscored,
    map: [],
    averages: [],
    perClass: [],
    evaluations: [],
  });
  assert.ok(textOf(page).includes(`Result${unscored}`));
  assert.match(page, /<title>[^<]*: not scored<\/title>/);
  assert.doesNotMatch(textOf(page), /average mAP|mAP in percent|AP in percent/);
});
