/** Scores predictions under a protocol. */
import type { Protocol } from "../../specs/kinds/protocols/protocol.ts";
import type { KindRun } from "../kinds/kind.ts";
import { PROTOCOL_RUNS } from "../kinds/protocols/mod.ts";
import type { ProtocolRules } from "../kinds/protocols/protocol.ts";
import type { Detection } from "../annotations/detection.ts";
import { compare, type EvaluationBasis } from "./compare.ts";
import type { DetectionMap } from "./detection_map.ts";
import { mapOfScoring } from "./scoring.ts";
import type { GroundTruth } from "../annotations/ground_truth.ts";

/** The result of an evaluation; values of mAP are fractions. */
export interface Evaluation extends DetectionMap, EvaluationBasis {}

/**
 * Scores `detections` against the ground truth. Labels of the annotation file that the subset does not have
 * are not scored, with a warning.
 *
 * @param detections in the order in which equal scores are to be ranked, as `detectionMap` says.
 * @param protocols how protocols run: the language's own by default, or those of `loadExtensions`.
 * @throws {UserError} when there are predictions that the protocol does not allow.
 *
 * @example Score predictions of any program
 * ```ts
 * import { checkAnnotations, checkPredictions, evaluate, findProtocol, groundTruthOf } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const annotations = {
 *   database: {
 *     a: {
 *       subset: "test",
 *       annotations: [{ label: "dive", segment: [1, 3] }, { label: "dive", segment: [6, 8] }],
 *     },
 *   },
 * };
 * const predictions = { results: { a: [{ label: "dive", score: 0.9, segment: [1, 3] }] } };
 *
 * const groundTruth = groundTruthOf(checkAnnotations(annotations, "annotations"), "test", "annotations");
 * const { detections } = checkPredictions(predictions, groundTruth.labels, "predictions");
 * const { averages } = evaluate(groundTruth, detections, findProtocol("thumos14_seconds"));
 * assert.equal(averages["0.1:0.7"], 0.5); // one of two instances was found
 * ```
 */
export function evaluate(
  groundTruth: GroundTruth,
  detections: readonly Detection[],
  protocol: Protocol,
  protocols: ReadonlyMap<string, KindRun<ProtocolRules>> = PROTOCOL_RUNS,
): Evaluation {
  const { prepared, truth, rules, ...compared } = compare(groundTruth, detections, protocol, protocols);
  return { ...mapOfScoring({ prepared, truth, rules }, protocol), ...compared };
}

/** The classes of the ground truth without a prediction. */
export function classesWithoutPredictions({ counts }: Pick<Evaluation, "counts">): string[] {
  return Object.entries(counts.classes).filter(([, { predictions }]) => predictions === 0).map(([label]) =>
    label
  );
}
