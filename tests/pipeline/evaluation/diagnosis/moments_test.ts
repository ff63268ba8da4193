import assert from "node:assert/strict";
import { findProtocol } from "../../../../specs/kinds/protocols/mod.ts";
import { checkAnnotations, groundTruthOf } from "../../../../pipeline/annotations/ground_truth.ts";
import { CHARACTERISTICS } from "../../../../pipeline/evaluation/diagnosis/characteristics.ts";
import { diagnose } from "../../../../pipeline/evaluation/diagnosis/diagnosis.ts";
import { PREDICTION_TYPES } from "../../../../pipeline/evaluation/diagnosis/error_types.ts";
import { diagnosedMoments } from "../../../../pipeline/evaluation/diagnosis/moments.ts";

/** Two videos with instances of three classes, one of them without a length, and predictions near and far. */
function example() {
  const annotations = Array.from({ length: 12 }, (_, i) => ({
    label: ["dive", "jump", "spin"][i % 3]!,
    segment: [10 * i, 10 * i + (i === 4 ? 0 : 1 + i / 2)],
  }));
  const database = Object.fromEntries(["a", "b"].map((video, v) => [video, {
    subset: "test",
    duration: 130,
    annotations: annotations.filter((_, i) => i % 2 === v),
  }]));
  const groundTruth = groundTruthOf(checkAnnotations({ database }, "example"), "test", "example");
  const detections = annotations.flatMap(({ label, segment: [start, end] }, i) =>
    i % 4 === 3 ? [] : [0, 0.4, 3].map((shift, k) => ({
      video: "ab"[(i + (k === 2 ? 1 : 0)) % 2]!,
      label: k === 1 ? "dive" : label,
      start: start! + shift,
      end: end! + 2 * shift + 0.1,
      score: 1 / (1 + i + k),
    }))
  );
  return { groundTruth, detections };
}

Deno.test("diagnosedMoments() are those that diagnose() counts, type by type and bin by bin", () => {
  const { groundTruth, detections } = example();
  for (const kind of ["thumos14_seconds", "thumos14_grid_best"]) {
    const protocol = findProtocol(kind);
    const options = { thresholds: [0.4] };
    const { types, falseNegatives, instances } = diagnose(groundTruth, detections, protocol, options);
    const { predictions, missed, threshold } = diagnosedMoments(groundTruth, detections, protocol, options);
    assert.equal(threshold, 0.4);
    const counted = PREDICTION_TYPES.map((type) => predictions.filter((each) => each.type === type).length);
    assert.deepEqual(counted, PREDICTION_TYPES.map((type) => types[type]), kind);
    assert.ok(predictions.every(({ detection }) => detections.includes(detection)), "times of the file");
    assert.ok(Math.abs(missed.length - falseNegatives.share * instances) < 1e-9);
    assert.ok(missed.length > 0);
    for (const each of CHARACTERISTICS) {
      for (const { bin, instances, missed: share } of falseNegatives.bins[each]!) {
        const found = missed.filter(({ bins }) => bins[each] === bin).length;
        assert.ok(Math.abs(found - (share ?? 0) * instances) < 1e-9, `${each} ${bin}`);
      }
    }
    for (const { video, label, start, end } of missed) {
      assert.ok(
        groundTruth.videos.get(video)!.some((each) =>
          each.label === label && each.start === start && each.end === end
        ),
        "an instance of the file",
      );
    }
  }
});
