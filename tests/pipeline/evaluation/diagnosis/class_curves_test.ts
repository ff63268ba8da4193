import assert from "node:assert/strict";
import { classCurves } from "../../../../pipeline/evaluation/diagnosis/class_curves.ts";

Deno.test("classCurves() have a point at each prediction that finds an instance", () => {
  const prediction = { video: "v", label: "a", start: 0, end: 1, score: 1 };
  const instance = { video: "v", label: "a", start: 0, end: 1, length: 1, instances: 1 };
  const [right, wrong] = [{ prediction, instance }, { prediction }];
  assert.deepEqual(
    classCurves([
      { label: "a", positives: 4, outcomes: [right, wrong, wrong, right, wrong] },
      { label: "b", positives: 1, outcomes: [] },
    ]),
    [
      { label: "a", points: [{ recall: 0.25, precision: 1 }, { recall: 0.5, precision: 0.5 }] },
      { label: "b", points: [] },
    ],
  );
});
