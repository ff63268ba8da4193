import assert from "node:assert/strict";
import { checkAnnotations, groundTruthOf } from "../../../pipeline/annotations/ground_truth.ts";
import { evaluate } from "../../../pipeline/evaluation/evaluation.ts";
import { noClassWarnings } from "../../../pipeline/evaluation/no_class.ts";
import { findProtocol } from "../../../specs/kinds/protocols/mod.ts";

Deno.test("noClassWarnings() names classes that are probably none, where no prediction has them", () => {
  const annotations = ["Ambiguous", "dive", "jump"].map((label) => ({ label, segment: [0, 1] }));
  const truth = groundTruthOf(
    checkAnnotations({ database: { a: { subset: "test", annotations } } }, "gt"),
    "test",
    "gt",
  );
  const warnings = (...labels: string[]) => {
    const detections = labels.map((label) => ({ video: "a", label, score: 1, start: 0, end: 1 }));
    return noClassWarnings(evaluate(truth, detections, findProtocol("anet12")), (label) => `-x ${label}`);
  };
  assert.deepEqual(warnings("dive"), [
    '"Ambiguous" is scored as a class, and no prediction has it: if it is none, leave it out with -x Ambiguous',
  ]);
  assert.deepEqual(warnings("dive", "Ambiguous"), []);
});
