/** How precise the best predictions of a class are, and how much of it they find. */
import type { ClassOutcomes } from "./outcomes.ts";

/** The course of one class over its predictions, best first. */
export interface ClassCurve {
  /** The class. */
  readonly label: string;
  /** At each prediction that finds an instance: the share of instances found so far, and of predictions that found one; fractions. */
  readonly points: readonly { readonly recall: number; readonly precision: number }[];
}

/** The curve of every class, from the outcomes of all its predictions. */
export function classCurves(classes: readonly ClassOutcomes[]): ClassCurve[] {
  return classes.map(({ label, positives, outcomes }) => {
    let hits = 0;
    const points = outcomes.flatMap(({ instance }, i) => {
      if (instance === undefined) return [];
      hits++;
      return [{ recall: hits / positives, precision: hits / (i + 1) }];
    });
    return { label, points };
  });
}
