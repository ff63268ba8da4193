/** The predictions and instances that a diagnosis counts, one by one. */
import { BINS } from "../../../specs/kinds/protocols/diagnosis.ts";
import { diagnosisDefaults } from "../../../specs/kinds/protocols/mod.ts";
import type { Protocol } from "../../../specs/kinds/protocols/protocol.ts";
import type { Detection, Instance } from "../../annotations/detection.ts";
import type { GroundTruth } from "../../annotations/ground_truth.ts";
import { PROTOCOL_RUNS } from "../../kinds/protocols/mod.ts";
import { scoringOf } from "../scoring.ts";
import { binnedInstances, type Characteristic, CHARACTERISTICS } from "./characteristics.ts";
import type { DiagnosisOptions } from "./diagnosis.ts";
import { nearestInstance, type PredictionType, typeOf } from "./error_types.ts";
import { worthwhileInstances } from "./instance_profiles.ts";
import { bestOfClasses, outcomesOf } from "./outcomes.ts";
import { RANK_GROUPS } from "./profile.ts";
import { diagnosedScene } from "./scene.ts";

/** What a diagnosis counts at its first threshold; times as in the files. */
export interface DiagnosedMoments {
  /** The tIoU threshold. */
  readonly threshold: number;
  /** Predictions and their types, class by class, the best first. */
  readonly predictions: readonly { readonly detection: Detection; readonly type: PredictionType }[];
  /** The instances that count as missed, and the bin of each characteristic that they are in. */
  readonly missed: readonly (Instance & {
    readonly video: string;
    readonly bins: Readonly<Partial<Record<Characteristic, string>>>;
  })[];
}

/**
 * The moments that `diagnose` counts; arguments as there.
 *
 * @throws {UserError} As `diagnose`.
 */
export function diagnosedMoments(
  groundTruth: GroundTruth,
  detections: readonly Detection[],
  protocol: Protocol,
  options: DiagnosisOptions = {},
): DiagnosedMoments {
  const defaults = diagnosisDefaults(protocol);
  const { thresholds = defaults.tiou, bins = defaults.bins, protocols = PROTOCOL_RUNS } = options;
  const threshold = thresholds[0]!;
  // A copy in the unit of the protocol keeps what it is a copy of.
  const marked = detections.map((detection) => ({ ...detection, original: detection }));
  const scoring = scoringOf(groundTruth, marked, protocol, protocols);
  const scene = diagnosedScene(scoring);
  const [kept] = outcomesOf(scene, bestOfClasses(scene, RANK_GROUPS), [threshold]);
  const [all] = outcomesOf(scene, scene.detections, [threshold]);
  const worthwhile = worthwhileInstances(all!, scene);
  const binned = binnedInstances(scene.instances, BINS[bins]);
  return {
    threshold,
    predictions: kept!.flatMap(({ outcomes }) =>
      outcomes.map((outcome) => ({
        detection: (outcome.prediction as (typeof marked)[number]).original,
        type: typeOf(outcome, nearestInstance(outcome.prediction, scene), threshold),
      }))
    ),
    missed: Array.from(scene.videos, ([video, instances]) => {
      // As the scene does: those without a length are no part of it.
      const prepared = scoring.prepared.videos.get(video)!;
      const stated = scoring.truth.videos.get(video)!.filter((_, i) => prepared[i]!.end > prepared[i]!.start);
      return instances.flatMap((instance, i) => {
        if (worthwhile.has(instance)) return [];
        const { label, start, end } = stated[i]!;
        const own = CHARACTERISTICS.flatMap((each) => {
          const bin = binned[each]?.find(({ instances }) => instances.has(instance));
          return bin ? [[each, bin.bin]] : [];
        });
        return [{ video, label, start, end, bins: Object.fromEntries(own) }];
      });
    }).flat(),
  };
}
