/** What is wrong with predictions that find nothing. */
import type { Detection } from "../../annotations/detection.ts";
import type { DiagnosedScene } from "./scene.ts";
import type { RankedPrediction } from "./outcomes.ts";

/** A type of wrong predictions. */
export type ErrorType = "double" | "wrong_label" | "localization" | "confusion" | "background";

/** The types of wrong predictions, from those that overlap an instance most to those that overlap none. */
export const ERROR_TYPES: readonly ErrorType[] = [
  "double",
  "wrong_label",
  "localization",
  "confusion",
  "background",
];

/** What a prediction is: right, or wrong in a certain way. */
export type PredictionType = "true_positive" | ErrorType;

/** What predictions are. */
export const PREDICTION_TYPES: readonly PredictionType[] = ["true_positive", ...ERROR_TYPES];

/** tIoU below which a prediction shows background. */
export const BACKGROUND = 0.1;

/** The instance that a prediction overlaps most. */
export interface Nearest {
  /** Their tIoU; 0 where nothing overlaps. */
  readonly overlap: number;
  /** Whether they are of one class; of several instances that overlap equally, one of the same class is meant. */
  readonly isSameClass: boolean;
}

/** The instance of any class that a prediction overlaps most. */
export function nearestInstance(
  prediction: Detection,
  { videos, rules }: Pick<DiagnosedScene, "videos" | "rules">,
): Nearest {
  let overlap = 0;
  let isSameClass = false;
  for (const instance of videos.get(prediction.video) ?? []) {
    const tiou = rules.overlap(prediction, instance);
    if (!(tiou > 0) || tiou < overlap) continue;
    isSameClass = instance.label === prediction.label || (isSameClass && tiou === overlap);
    overlap = tiou;
  }
  return { overlap, isSameClass };
}

/** The type of a prediction at a tIoU threshold. */
export function typeOf(
  { instance }: RankedPrediction,
  { overlap, isSameClass }: Nearest,
  threshold: number,
): PredictionType {
  if (instance !== undefined) return "true_positive";
  if (overlap >= threshold) return isSameClass ? "double" : "wrong_label";
  if (overlap >= BACKGROUND) return isSameClass ? "localization" : "confusion";
  return "background";
}
