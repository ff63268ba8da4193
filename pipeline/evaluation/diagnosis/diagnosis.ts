/** Why mAP is not 100: wrong predictions by type, missed instances, and which instances are found well. */
import { BINS, type BinsName } from "../../../specs/kinds/protocols/diagnosis.ts";
import { diagnosisDefaults } from "../../../specs/kinds/protocols/mod.ts";
import type { Protocol } from "../../../specs/kinds/protocols/protocol.ts";
import type { Detection } from "../../annotations/detection.ts";
import type { GroundTruth } from "../../annotations/ground_truth.ts";
import type { KindRun } from "../../kinds/kind.ts";
import { PROTOCOL_RUNS } from "../../kinds/protocols/mod.ts";
import type { ProtocolRules } from "../../kinds/protocols/protocol.ts";
import { compare, type EvaluationBasis } from "../compare.ts";
import { binnedInstances, type Characteristic } from "./characteristics.ts";
import { type ClassCurve, classCurves } from "./class_curves.ts";
import { type Nearest, nearestInstance, typeOf } from "./error_types.ts";
import { type FalseNegatives, falseNegatives, type SensitiveBin, sensitivity } from "./instance_profiles.ts";
import { numberwiseMean } from "./numberwise_mean.ts";
import { type MeanPrecision, meanPrecision } from "./mean_precision.ts";
import { bestOfClasses, outcomesOf } from "./outcomes.ts";
import { type ErrorProfile, errorProfile, RANK_GROUPS } from "./profile.ts";
import { diagnosedScene } from "./scene.ts";

/** The errors at one tIoU threshold, or their means over several; shares and values of mAP are fractions. */
export interface DiagnosedErrors extends ErrorProfile, MeanPrecision {
  /** mAP of all predictions, however many. */
  readonly withoutLimit: MeanPrecision;
  /** Instances that no prediction finds, of all predictions. */
  readonly falseNegatives: FalseNegatives;
  /** mAP_N of the instances of each bin, of all predictions. */
  readonly sensitivity: Readonly<Partial<Record<Characteristic, readonly SensitiveBin[]>>>;
}

/** A diagnosis: means over the thresholds. */
export interface Diagnosis extends EvaluationBasis, DiagnosedErrors {
  /** tIoU thresholds. */
  readonly thresholds: readonly number[];
  /** The errors at each of them. */
  readonly byThreshold: readonly DiagnosedErrors[];
  /** Precision over recall of each class at the first of them, of all predictions. */
  readonly curves: readonly ClassCurve[];
  /** How instances are sorted. */
  readonly bins: BinsName;
  /** Predictions of classes with an instance. */
  readonly predictions: number;
  /**
   * Those of them whose types are told: of each class the best, ten times as many as it has instances, without those that
   * count neither way.
   */
  readonly kept: number;
  /** Instances with a length. */
  readonly instances: number;
  /** How many of them a class has on average: Nbar. */
  readonly perClass: number;
}

/** How a diagnosis looks; as the protocol says where something is left out. */
export interface DiagnosisOptions {
  /** tIoU thresholds in (0, 1]. */
  readonly thresholds?: readonly number[] | undefined;
  /** What long and short is. */
  readonly bins?: BinsName | undefined;
  /** How protocols run: the language's own by default, or those of `loadExtensions`. */
  readonly protocols?: ReadonlyMap<string, KindRun<ProtocolRules>> | undefined;
}

/**
 * Diagnoses predictions after "Diagnosing Error in Temporal Action Detectors" (ECCV 2018). What is matched is what
 * `evaluate` matches, under the same protocol, without instances that have no length.
 *
 * @param detections in the order in which equal scores are ranked, as by `evaluate`.
 * @throws {UserError} When no instance has a length, or there are predictions that the protocol does not allow.
 *
 * @example Tell why predictions are wrong
 * ```ts
 * import { checkAnnotations, diagnose, findProtocol, groundTruthOf } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const annotations = [{ label: "dive", segment: [1, 3] }, { label: "jump", segment: [6, 8] }];
 * const database = { a: { subset: "test", duration: 10, annotations } };
 * const groundTruth = groundTruthOf(checkAnnotations({ database }, "mine"), "test", "mine");
 * const detections = [
 *   { video: "a", label: "dive", score: 0.9, start: 1, end: 3 },
 *   { video: "a", label: "dive", score: 0.8, start: 2, end: 5 }, // tIoU 0.25
 *   { video: "a", label: "dive", score: 0.7, start: 6, end: 8 }, // a jump
 * ];
 * const { types, falseNegatives } = diagnose(groundTruth, detections, findProtocol("thumos14_seconds"));
 * assert.deepEqual([types.true_positive, types.localization, types.wrong_label], [1, 1, 1]);
 * assert.equal(falseNegatives.share, 0.5);
 * ```
 */
export function diagnose(
  groundTruth: GroundTruth,
  detections: readonly Detection[],
  protocol: Protocol,
  options: DiagnosisOptions = {},
): Diagnosis {
  const defaults = diagnosisDefaults(protocol);
  const { thresholds = defaults.tiou, bins = defaults.bins, protocols = PROTOCOL_RUNS } = options;
  const { rules, truth, prepared, ...basis } = compare(groundTruth, detections, protocol, protocols);
  const scene = diagnosedScene({ rules, truth, prepared });
  const binned = binnedInstances(scene.instances, BINS[bins]);
  const best = bestOfClasses(scene, RANK_GROUPS);
  const nearest = new Map<Detection, Nearest>(best.map((each) => [each, nearestInstance(each, scene)]));
  const kept = outcomesOf(scene, best, thresholds);
  const all = outcomesOf(scene, scene.detections, thresholds);
  const byThreshold = thresholds.map((threshold, t): DiagnosedErrors => ({
    ...meanPrecision(kept[t]!, scene),
    ...errorProfile(
      kept[t]!,
      (outcome) => typeOf(outcome, nearest.get(outcome.prediction)!, threshold),
      scene,
    ),
    withoutLimit: meanPrecision(all[t]!, scene),
    falseNegatives: falseNegatives(all[t]!, binned, scene),
    sensitivity: sensitivity(all[t]!, binned, scene),
  }));
  const mean = numberwiseMean(byThreshold);
  return {
    ...basis,
    warnings: [...basis.warnings, ...scene.notes],
    ...mean,
    thresholds: [...thresholds],
    byThreshold,
    curves: classCurves(all[0]!),
    bins,
    predictions: scene.detections.length,
    kept: Object.values(mean.types).reduce((sum, number) => sum + number, 0),
    instances: scene.instances.length,
    perClass: scene.perClass,
  };
}
