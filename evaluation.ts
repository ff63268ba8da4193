/**
 * Scores and diagnoses predictions without Deno and without TensorFlow.js, in Node and in a browser too. You give
 * annotations and predictions as objects, such as `JSON.parse` makes; `@walt/walt` reads files. What is exported here is in `@walt/walt` too.
 *
 * @example mAP of predictions
 * ```ts
 * import { checkAnnotations, checkPredictions, evaluate, findProtocol, groundTruthOf } from "@walt/walt/evaluation";
 * import assert from "node:assert/strict";
 *
 * const annotations = [{ label: "dive", segment: [1, 3] }];
 * const truth = groundTruthOf(await checkAnnotations({ database: { a: { subset: "test", annotations } } }, "gt.json"), "test");
 * const results = { a: [{ label: "dive", segment: [1, 3], score: 0.9 }] };
 * const { detections } = checkPredictions({ results }, truth.classes, "found.json");
 * assert.equal(evaluate(truth, detections, findProtocol("thumos14_seconds")).map[0], 1);
 * ```
 *
 * @module
 */
export {
  type Diagnostic,
  type Place,
  renderDiagnostics,
  UserError,
} from "./specs/diagnostics/diagnostics.ts";
export type { Detection, Instance, Span } from "./pipeline/annotations/detection.ts";
export type { AnnotatedLabel, AnnotatedVideo, Annotation } from "./pipeline/annotations/annotated_video.ts";
export type { AnnotationPlaces, Annotations } from "./pipeline/annotations/annotations.ts";
export { checkAnnotations, type GroundTruth, groundTruthOf } from "./pipeline/annotations/ground_truth.ts";
export {
  checkPredictions,
  type PredictionOptions,
  type Predictions,
} from "./pipeline/annotations/predictions.ts";
export { predictionsText } from "./pipeline/annotations/predictions/text.ts";
export type { EvaluationBasis, EvaluationCounts } from "./pipeline/evaluation/compare.ts";
export type { DetectionMap } from "./pipeline/evaluation/detection_map.ts";
export { evaluate, type Evaluation } from "./pipeline/evaluation/evaluation.ts";
export { evaluationSummary, mapTable } from "./pipeline/evaluation/text.ts";
export {
  diagnose,
  type DiagnosedErrors,
  type Diagnosis,
  type DiagnosisOptions,
} from "./pipeline/evaluation/diagnosis/diagnosis.ts";
export type { ClassCurve } from "./pipeline/evaluation/diagnosis/class_curves.ts";
export type { MeanPrecision } from "./pipeline/evaluation/diagnosis/mean_precision.ts";
export type { ErrorProfile, RankGroup, TypeCounts } from "./pipeline/evaluation/diagnosis/profile.ts";
export type { ErrorType, PredictionType } from "./pipeline/evaluation/diagnosis/error_types.ts";
export type { Bin, Characteristic } from "./pipeline/evaluation/diagnosis/characteristics.ts";
export type {
  CountedBin,
  FalseNegatives,
  MissedBin,
  SensitiveBin,
} from "./pipeline/evaluation/diagnosis/instance_profiles.ts";
export { diagnosisSummary } from "./pipeline/evaluation/diagnosis/summary.ts";
export { findProtocol, withThresholds } from "./specs/kinds/protocols/mod.ts";
export {
  type Grid,
  type Protocol,
  protocolOptions,
  type ProtocolValues,
} from "./specs/kinds/protocols/protocol.ts";
export type { BinsName, DiagnosisDefaults } from "./specs/kinds/protocols/diagnosis.ts";
export type {
  ChosenKind,
  Fields,
  KindOptions,
  KindsOf,
  More,
  NewAxis,
  NumberOptions,
  Scheduled,
} from "./specs/options/fields.ts";
export type { KindRun } from "./pipeline/kinds/kind.ts";
export type { ProtocolRules } from "./pipeline/kinds/protocols/protocol.ts";
export type { LabelIds } from "./pipeline/annotations/predictions/label_ids.ts";
export type { Ambiguity, Unambiguous } from "./pipeline/kinds/protocols/axes/ambiguous.ts";
export type { AveragePrecision } from "./pipeline/kinds/protocols/axes/average_precision.ts";
export type { Match } from "./pipeline/kinds/protocols/axes/match/match.ts";
export type { Outside } from "./pipeline/kinds/protocols/axes/outside.ts";
export type { Clock } from "./pipeline/kinds/protocols/axes/time.ts";
export type { Overlap } from "./pipeline/kinds/protocols/axes/tiou.ts";
