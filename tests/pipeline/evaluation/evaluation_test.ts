import assert from "node:assert/strict";
import { classesWithoutPredictions, evaluate } from "../../../pipeline/evaluation/evaluation.ts";
import { ignoreLabels } from "../../../pipeline/annotations/ignored_labels.ts";
import { checkAnnotations, groundTruthOf } from "../../../pipeline/annotations/ground_truth.ts";
import { evaluationReport, evaluationSummary } from "../../../pipeline/evaluation/text.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { findProtocol, withThresholds } from "../../../specs/kinds/protocols/mod.ts";
import type { Protocol } from "../../../specs/kinds/protocols/protocol.ts";

const instance = (label: string, start: number, end: number) => ({ label, segment: [start, end] });
const DATABASE = {
  a: { subset: "test", annotations: [instance("Diving", 0, 10), instance("HighJump", 20, 30)] },
  b: { subset: "test", annotations: [instance("Diving", 5, 6)] },
  c: { subset: "train", annotations: [instance("Shotput", 0, 1)] },
};
const TRUTH = groundTruthOf(checkAnnotations({ database: DATABASE }, "gt"), "test", "gt");
const PROTOCOL = withThresholds(findProtocol("thumos14_seconds"), [0.1, 0.5]);
const { kind: _, ...RULES } = PROTOCOL;
const HIT = { video: "a", label: "Diving", score: 2, start: 0, end: 4 };

Deno.test("evaluate() counts what was compared", () => {
  const detections = [HIT, { ...HIT, video: "c" }, { ...HIT, video: "c", label: "Shotput" }, {
    ...HIT,
    video: "zz",
  }];
  const { counts, warnings, map, averages } = evaluate(TRUTH, detections, PROTOCOL);
  assert.deepEqual(counts, {
    videos: 2,
    instances: 3,
    predictions: 4,
    predictedVideos: 3,
    outside: 3,
    leftOut: 0,
    ambiguous: 0,
    classes: { Diving: { instances: 2, predictions: 3 }, HighJump: { instances: 1, predictions: 0 } },
  });
  assert.deepEqual(warnings, [
    '1 prediction of classes without an instance in subset "test" not scored: Shotput',
  ]);
  // One of two instances found at rank 3 (later of equal scores first), at tIoU 0.4.
  assert.deepEqual(map, [1 / 3 / 2 / 2, 0]);
  assert.deepEqual(averages, { "0.1:0.5": 1 / 3 / 2 / 2 / 2 });
});

Deno.test("evaluate() warns when no prediction is in a video of the subset", () => {
  const { warnings } = evaluate(TRUTH, [{ ...HIT, video: "v_a" }], PROTOCOL);
  assert.deepEqual(warnings, ['No prediction is in a video of subset "test": are the video names the same?']);
  assert.deepEqual(evaluate(TRUTH, [], PROTOCOL).warnings, []);
});

Deno.test("evaluate() hashes the ground truth of the subset by its content", () => {
  const hash = (database: Record<string, unknown>) =>
    evaluate(groundTruthOf(checkAnnotations({ database }, "gt"), "test", "gt"), [], PROTOCOL).groundTruthHash;
  const { a, b, c } = DATABASE;
  const original = hash(DATABASE);
  assert.match(original, /^[0-9a-f]{12}$/);
  assert.equal(hash({ b: { ...b, fps: 25 }, a, d: c }), original);
  assert.equal(
    hash({ a: { ...a, annotations: [{ label: "Diving", segment: ["0", "10"] }, a.annotations[1]] }, b }),
    original,
  );
  assert.notEqual(hash({ a, b: { ...b, annotations: [instance("Diving", 5, 6.5)] } }), original);
  assert.notEqual(hash({ a, b, e: { subset: "test", annotations: [] } }), original);
});

Deno.test("evaluationReport() prints the table and the classes without predictions", () => {
  const evaluation = evaluate(TRUTH, [HIT], PROTOCOL);
  assert.deepEqual(classesWithoutPredictions(evaluation), ["HighJump"]);
  assert.equal(
    evaluationReport(evaluation).join("\n"),
    `protocol      thumos14_seconds (${evaluation.protocolHash})
ground truth  2 videos, 3 instances, 2 classes of subset "test" (${evaluation.groundTruthHash})
predictions   1 segment in 1 video, 0 outside the subset

tIoU   0.10   0.50
mAP   25.00   0.00

average mAP 0.1:0.5  12.50  (headline)

1 of 2 classes was never predicted: HighJump`,
  );
});

Deno.test("evaluationSummary() gives percentages keyed by tIoU", () => {
  const evaluation = evaluate(TRUTH, [HIT], PROTOCOL);
  assert.deepEqual(evaluationSummary(evaluation), {
    map: { "0.1": 25, "0.5": 0 },
    average: 12.5,
    averages: { "0.1:0.5": 12.5 },
    protocol: "thumos14_seconds",
    rules: RULES,
    protocol_hash: evaluation.protocolHash,
    ground_truth: { subset: "test", videos: 2, instances: 3, hash: evaluation.groundTruthHash },
    predictions: { segments: 1, videos: 1, outside: 0 },
    classes: {
      Diving: { instances: 2, predictions: 1, ap: { "0.1": 50, "0.5": 0 } },
      HighJump: { instances: 1, predictions: 0, ap: { "0.1": 0, "0.5": 0 } },
    },
  });
});

Deno.test("evaluationReport() ends with the table where every class has predictions", () => {
  const evaluation = evaluate(TRUTH, [HIT, { ...HIT, label: "HighJump" }], PROTOCOL);
  assert.deepEqual(classesWithoutPredictions(evaluation), []);
  assert.match(evaluationReport(evaluation).at(-1)!, /^average mAP 0\.1:0\.5 .*\(headline\)$/);
});

Deno.test("evaluationReport() says one class and thresholds with as many digits as they need", () => {
  const annotations = [instance("Diving", 0, 10)];
  const one = groundTruthOf(
    checkAnnotations({ database: { a: { subset: "test", annotations } } }, "gt"),
    "test",
    "gt",
  );
  const report = evaluationReport(
    evaluate(one, [HIT], withThresholds(findProtocol("thumos14_seconds"), [0.125, 0.5])),
  );
  assert.match(report[1]!, / 1 video, 1 instance, 1 class of subset "test" /);
  assert.equal(report.find((line) => line.startsWith("tIoU")), "tIoU  0.125   0.50");
});

const LEAVING_OUT = { ...PROTOCOL, ambiguous: "drop" } as const;

Deno.test("evaluate() takes annotations labelled Ambiguous as intervals where a protocol leaves them out", () => {
  const database = { ...DATABASE, b: { subset: "test", annotations: [instance("Ambiguous", 5, 6)] } };
  const truth = groundTruthOf(checkAnnotations({ database }, "gt"), "test", "gt");
  const detections = [{ ...HIT, end: 10 }, { ...HIT, video: "b", score: 9, start: 5.5, end: 7 }];
  const { counts, ap, warnings } = evaluate(truth, detections, LEAVING_OUT);
  assert.deepEqual([counts.leftOut, counts.ambiguous, counts.instances], [1, 1, 2]);
  assert.deepEqual(ap, { Diving: [1, 1], HighJump: [0, 0] });
  assert.deepEqual(warnings, []);
  const neutral = evaluate(truth, detections, { ...PROTOCOL, ambiguous: "neutral" });
  assert.deepEqual([neutral.ap["Diving"], neutral.counts.leftOut], [[1, 1], 0]);
  const absent = evaluate(truth, detections, PROTOCOL);
  assert.deepEqual(absent.ap, { Ambiguous: [0, 0], Diving: [0.5, 0.5], HighJump: [0, 0] });
});

Deno.test("evaluate() leaves out what overlaps ignored annotations labelled Ambiguous, and no others", () => {
  const annotations = [instance("Ambiguous", 5, 6), instance("Other", 8, 9)];
  const read = checkAnnotations({ database: { ...DATABASE, b: { subset: "test", annotations } } }, "gt");
  const truth = groundTruthOf(ignoreLabels(read, ["Ambiguous", "Other"]), "test", "gt");
  const detections = [[5.5, 7], [8, 9]].map(([start, end]) => ({
    ...HIT,
    video: "b",
    start: start!,
    end: end!,
  }));
  const { counts } = evaluate(truth, detections, LEAVING_OUT);
  assert.deepEqual([counts.leftOut, counts.ambiguous, counts.instances], [1, 1, 2]);
});

Deno.test("evaluate() hashes the ambiguous intervals where a protocol uses them", () => {
  const hash = (end: number, protocol: Protocol) => {
    const ambiguous = new Map([["b", [{ start: 5, end }]]]);
    return evaluate({ ...TRUTH, ambiguous }, [], protocol).groundTruthHash;
  };
  assert.notEqual(hash(6, LEAVING_OUT), hash(7, LEAVING_OUT));
  assert.equal(hash(6, PROTOCOL), hash(7, PROTOCOL));
});

Deno.test("evaluate() warns of ambiguous intervals that are not there, and of another number of videos", () => {
  const elsewhere = new Map([["other", [{ start: 1, end: 2 }]]]);
  assert.deepEqual(evaluate({ ...TRUTH, ambiguous: elsewhere }, [], LEAVING_OUT).warnings, [
    "Protocol thumos14_seconds leaves out predictions in ambiguous intervals, and none of those given is in a video of " +
    'subset "test": they are in "other"',
  ]);
  assert.deepEqual(evaluate(TRUTH, [], { ...LEAVING_OUT, videos: 212 }).warnings, [
    'Results of protocol thumos14_seconds are over 212 videos: subset "test" has 2',
    "Protocol thumos14_seconds leaves out predictions in ambiguous intervals, and no ambiguous intervals are given: " +
    'neither by evaluation.ambiguous or --ambiguous, nor as annotations labelled "Ambiguous"',
  ]);
});

Deno.test("evaluate() refuses predictions outside where the protocol says so, and counts those that it ignores", () => {
  const outside = [{ ...HIT, video: "zz" }, { ...HIT, video: "c" }, HIT];
  assert.throws(() => evaluate(TRUTH, outside, { ...PROTOCOL, outside: "error" }), (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.message, /^Predictions in 2 videos without ground truth, such as "zz": /);
    return true;
  });
  assert.deepEqual(evaluate(TRUTH, [HIT], { ...PROTOCOL, outside: "error" }).warnings, []);
  assert.equal(evaluate(TRUTH, outside, { ...PROTOCOL, outside: "ignore" }).counts.leftOut, 2);
});
