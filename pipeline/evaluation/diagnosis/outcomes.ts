/** What becomes of the predictions of every class. */
import type { Detection } from "../../annotations/detection.ts";
import { ascending } from "../../ranking.ts";
import { rankedClasses } from "../ranked_classes.ts";
import type { DiagnosedInstance, DiagnosedScene } from "./scene.ts";

/** A prediction, and the instance that it finds, if it finds one. */
export interface RankedPrediction {
  readonly prediction: Detection;
  readonly instance?: DiagnosedInstance | undefined;
}

/** The predictions of a class at one threshold. */
export interface ClassOutcomes {
  readonly label: string;
  /** How many instances the class has: N_c. */
  readonly positives: number;
  /** Best first; without those that count neither way. */
  readonly outcomes: readonly RankedPrediction[];
}

/** The outcomes of every class, threshold by threshold. */
export function outcomesOf(
  { videos, classes, rules, isNeutral }: DiagnosedScene,
  detections: readonly Detection[],
  thresholds: readonly number[],
): ClassOutcomes[][] {
  const ranked = rankedClasses(videos, detections, [...classes.keys()], thresholds, rules);
  return thresholds.map((_, t) =>
    ranked.map(({ label, positives, predictions, matches, instancesIn }) => {
      const all = predictions.map((prediction, i): RankedPrediction => {
        const taken = matches[t]![i]!;
        return { prediction, instance: taken === 0 ? undefined : instancesIn(prediction.video)[taken - 1]! };
      });
      const counts = ({ prediction, instance }: RankedPrediction) =>
        instance !== undefined || !isNeutral?.(prediction);
      return { label, positives, outcomes: isNeutral ? all.filter(counts) : all };
    })
  );
}

/** The best predictions of each class, `times` as many as it has instances; of equal scores the earlier, in the order of the file. */
export function bestOfClasses(
  { detections, classes }: Pick<DiagnosedScene, "detections" | "classes">,
  times: number,
): readonly Detection[] {
  const left = new Map(Array.from(classes, ([label, instances]) => [label, times * instances]));
  const kept = new Set<number>();
  for (const i of ascending(detections.map(({ score }) => -score))) {
    const { label } = detections[i]!;
    const room = left.get(label)!;
    if (room === 0) continue;
    left.set(label, room - 1);
    kept.add(i);
  }
  return detections.filter((_, i) => kept.has(i));
}
