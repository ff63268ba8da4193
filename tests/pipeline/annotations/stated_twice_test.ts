import assert from "node:assert/strict";
import { checkAnnotations, groundTruthOf } from "../../../pipeline/annotations/ground_truth.ts";
import { scoredTwice } from "../../../pipeline/annotations/stated_twice.ts";

Deno.test("Instances that stand twice are told once each, where they are scored", () => {
  const video = (subset: string, ...segments: readonly (readonly [string, number, number])[]) => ({
    subset,
    annotations: segments.map(([label, ...segment]) => ({ label, segment })),
  });
  const annotations = checkAnnotations({
    database: {
      a: video("test", ["dive", 0, 3], ["jump", 0, 3], ["dive", 0, 3], ["dive", 0, 3]),
      b: video("test", ["dive", 0, 3], ["dive", 0, 4]),
      c: video("train", ["dive", 1, 2], ["dive", 1, 2]),
    },
  }, "gt");
  assert.deepEqual(scoredTwice(groundTruthOf(annotations, "test", "gt")), [
    'Counted as often as they stand: 1 annotated segment stated more than once in subset "test": "a" dive [0, 3]',
  ]);
});
