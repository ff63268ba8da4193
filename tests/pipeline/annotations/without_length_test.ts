import assert from "node:assert/strict";
import { checkAnnotations, groundTruthOf } from "../../../pipeline/annotations/ground_truth.ts";
import { scoredWithoutLength, trainedWithoutLength } from "../../../pipeline/annotations/without_length.ts";
import { evaluate } from "../../../pipeline/evaluation/evaluation.ts";
import { findProtocol } from "../../../specs/kinds/protocols/mod.ts";

const video = (subset: string, ...segments: readonly (readonly number[])[]) => ({
  subset,
  annotations: segments.map((segment) => ({ label: "dive", segment })),
});
const annotations = checkAnnotations({
  database: { a: video("test", [0, 0], [1, 3]), b: video("test", [4.1, 4.1]), c: video("train", [2, 2]) },
}, "gt");

Deno.test("An instance without length counts, and nothing matches it", () => {
  const truth = groundTruthOf(annotations, "test", "gt");
  const detections = [[0, 0], [1, 3], [0, 1]].map(([start, end]) => {
    return { video: "a", label: "dive", score: 1, start: start!, end: end! };
  });
  const { counts, map } = evaluate(truth, detections.slice(0, 2), findProtocol("anet12"));
  assert.equal(counts.instances, 3);
  assert.equal(map[0], 1 / 3);
  assert.equal(evaluate(truth, detections.slice(2), findProtocol("anet12")).averages["0.5:0.95"], 0);
});

Deno.test("Instances without length are told once, where they are scored and where they are trained on", () => {
  assert.deepEqual(scoredWithoutLength(groundTruthOf(annotations, "test", "gt")), [
    'Counted, but never matched: 2 annotated segments without length in subset "test": "a" dive [0, 0]; "b" dive [4.1, 4.1]',
  ]);
  assert.deepEqual(trainedWithoutLength(new Map([["c", annotations.database.get("c")!]])), [
    'Used for the label alone: 1 annotated segment without length in training videos: "c" dive [2, 2]',
  ]);
  const sound = checkAnnotations({ database: { a: video("test", [0, 1]) } }, "gt");
  assert.deepEqual(scoredWithoutLength(groundTruthOf(sound, "test", "gt")), []);
});
