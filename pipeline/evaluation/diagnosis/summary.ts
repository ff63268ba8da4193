/** The JSON form of a diagnosis. */
import { thresholdText } from "../../../specs/kinds/protocols/thresholds.ts";
import type { DiagnosedErrors, Diagnosis } from "./diagnosis.ts";

/**
 * A diagnosis as plain data for other programs; shares and values of mAP in percent. Over several thresholds all numbers
 * are means, and `by_threshold` has each.
 *
 * @example Hand a diagnosis on
 * ```ts
 * import { checkAnnotations, diagnose, diagnosisSummary, findProtocol, groundTruthOf } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const annotations = [{ label: "dive", segment: [1, 3] }];
 * const database = { a: { subset: "test", annotations } };
 * const groundTruth = groundTruthOf(checkAnnotations({ database }, "mine"), "test", "mine");
 * const detections = [{ video: "a", label: "dive", score: 0.9, start: 7, end: 8 }];
 * const summary = diagnosisSummary(diagnose(groundTruth, detections, findProtocol("thumos14_seconds")));
 * assert.deepEqual(summary["types"], {
 *   true_positive: 0,
 *   double: 0,
 *   wrong_label: 0,
 *   localization: 0,
 *   confusion: 0,
 *   background: 1,
 * });
 * ```
 */
export function diagnosisSummary(diagnosis: Diagnosis): Record<string, unknown> {
  const { protocol, counts, thresholds, byThreshold } = diagnosis;
  const [threshold, ...others] = thresholds.map((each) => Number(thresholdText(each)));
  return {
    kind: "walt.diagnosis",
    version: 1,
    threshold: others.length === 0 ? threshold : [threshold, ...others],
    predictions: diagnosis.kept,
    ...errorsSummary(diagnosis),
    ...others.length === 0 ? {} : {
      by_threshold: byThreshold.map((errors, t) => ({
        threshold: Number(thresholdText(thresholds[t]!)),
        ...errorsSummary(errors),
      })),
    },
    bins: diagnosis.bins,
    protocol: protocol.kind,
    protocol_hash: diagnosis.protocolHash,
    ground_truth: {
      subset: diagnosis.subset,
      videos: counts.videos,
      instances: diagnosis.instances,
      instances_per_class: diagnosis.perClass,
      hash: diagnosis.groundTruthHash,
    },
    all_predictions: diagnosis.predictions,
    warnings: diagnosis.warnings,
  };
}

function errorsSummary(
  { map, normalizedMap, types, impact, byRank, falseNegatives, sensitivity, withoutLimit }: DiagnosedErrors,
): Record<string, unknown> {
  return {
    mAP: map * 100,
    mAP_N: normalizedMap * 100,
    types,
    impact: eachOf(impact, (value) => value * 100),
    by_rank: byRank,
    false_negatives: {
      share: falseNegatives.share * 100,
      share_without_floor: falseNegatives.shareWithoutFloor * 100,
      ...eachOf(
        falseNegatives.bins,
        (bins) => bins.map(({ bin, instances, missed }) => ({ bin, instances, missed: percent(missed) })),
      ),
    },
    sensitivity: {
      mAP_N: withoutLimit.normalizedMap * 100,
      ...eachOf(sensitivity, (bins) =>
        bins.map(({ bin, instances, normalizedMap }) => ({
          bin,
          instances,
          mAP_N: percent(normalizedMap),
          relative: relativeTo(withoutLimit.normalizedMap, normalizedMap),
        }))),
    },
    without_limit: { mAP: withoutLimit.map * 100, mAP_N: withoutLimit.normalizedMap * 100 },
  };
}

/** A value as a multiple of that of all instances; null where there is none or that is 0. */
export function relativeTo(all: number, value: number | null): number | null {
  return value === null || all === 0 ? null : value / all;
}

function percent(fraction: number | null): number | null {
  return fraction === null ? null : fraction * 100;
}

function eachOf<K extends string, V, R>(
  map: Readonly<Partial<Record<K, V>>>,
  change: (value: V) => R,
): Record<string, R> {
  return Object.fromEntries(
    Object.entries<V>(map as Record<K, V>).map(([key, value]) => [key, change(value)]),
  );
}
