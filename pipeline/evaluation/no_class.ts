/** Scored labels that are probably no classes. */
import { isNamedLikeNoClass } from "../annotations/ignored_labels.ts";
import { classesWithoutPredictions, type Evaluation } from "./evaluation.ts";

/** One sentence for each class without a prediction whose name suggests that it is none; `remedy` says how to leave it out. */
export function noClassWarnings(
  evaluation: Pick<Evaluation, "counts">,
  remedy: (label: string) => string,
): string[] {
  return classesWithoutPredictions(evaluation).filter(isNamedLikeNoClass).map((label) =>
    `"${label}" is scored as a class, and no prediction has it: if it is none, leave it out with ${
      remedy(label)
    }`
  );
}
