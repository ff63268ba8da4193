import assert from "node:assert/strict";
import { averageRecall, recallReport, recallSummary } from "../../../pipeline/evaluation/average_recall.ts";
import { linspace } from "../../../specs/options/range.ts";

const THRESHOLDS = linspace(0.5, 0.95, 10);
const instance = (start: number, end: number, index = 0) => ({ label: "x", start, end, index });
const proposal = (video: string, score: number, start: number, end: number) => ({
  video,
  label: "",
  score,
  start,
  end,
});

Deno.test("averageRecall() counts the instances that the best proposals of each video find", () => {
  const videos = new Map([["a", [instance(0, 10), instance(20, 30, 1)]], ["b", [instance(0, 4)]], [
    "empty",
    [],
  ]]);
  const proposals = [
    proposal("a", 0.1, 20, 28), // tIoU 0.8: at 7 of 10 thresholds
    proposal("a", 0.9, 50, 60),
    proposal("a", 0.5, 0, 10),
    proposal("a", 0.05, 90, 91),
    proposal("b", 0.5, 10, 20),
    proposal("b", 0.5, 0, 4), // of equal scores the later is better
    proposal("outside", 1, 0, 1),
  ];
  const { recall, videos: annotated, instances } = averageRecall({ videos }, proposals, THRESHOLDS);
  assert.deepEqual([annotated, instances], [2, 3]);
  // 6 proposals in 2 videos: of 1 per video on average a third is looked at, 1 of 4 and 0 of 2.
  const expected = [0, (1 + 1) / 3, (1 + 0.7 + 1) / 3];
  expected.forEach((value, i) => assert.ok(Math.abs(recall[i]! - value) < 1e-12, `${i}: ${recall[i]}`));
  assert.ok(Math.abs(recall[99]! - expected[2]!) < 1e-12);
});

Deno.test("averageRecall() is 0 without proposals in annotated videos", () => {
  const videos = new Map([["a", [instance(0, 10)]]]);
  const { recall, area } = averageRecall({ videos }, [], THRESHOLDS);
  assert.deepEqual([recall[0], recall[99], area], [0, 0, 0]);
});

Deno.test("the report and the summary of average recall say the same", () => {
  const found = averageRecall({ videos: new Map([["a", [instance(0, 10)]]]) }, [proposal("a", 1, 0, 10)], [
    0.5,
  ]);
  const lines = recallReport(found, "test");
  assert.ok(lines.includes("AN           1       5      10      50     100"), lines.join("\n"));
  assert.ok(lines.includes("AR@AN   100.00  100.00  100.00  100.00  100.00"), lines.join("\n"));
  assert.deepEqual((recallSummary(found, "test") as { average_recall: unknown }).average_recall, {
    1: 100,
    5: 100,
    10: 100,
    50: 100,
    100: 100,
  });
});
