/** mAP of outcomes, also normalized. */
import type { ClassOutcomes } from "./outcomes.ts";
import type { DiagnosedScene } from "./scene.ts";

/** mAP as it is, and with precision as if every class had as many instances; fractions. */
export interface MeanPrecision {
  /** mAP. */
  readonly map: number;
  /** mAP_N: precision `R Nbar / (R Nbar + F)` of recall R and F false positives. */
  readonly normalizedMap: number;
}

/** mAP of the outcomes of every class at one threshold. */
export function meanPrecision(
  classes: readonly ClassOutcomes[],
  { rules, perClass }: Pick<DiagnosedScene, "rules" | "perClass">,
): MeanPrecision {
  const listed = classes.map(({ outcomes, positives }) => ({ hits: hitsOf(outcomes), positives }));
  return {
    map: mean(listed.map(({ hits, positives }) => rules.averagePrecision(hits, positives))),
    normalizedMap: mean(
      listed.map(({ hits, positives }) => rules.averagePrecision(hits, positives, perClass / positives)),
    ),
  };
}

/** mAP_N of the outcomes of every class at one threshold. */
export function normalizedMap(
  classes: readonly ClassOutcomes[],
  { rules, perClass }: Pick<DiagnosedScene, "rules" | "perClass">,
): number {
  return mean(
    classes.map(({ outcomes, positives }) =>
      rules.averagePrecision(hitsOf(outcomes), positives, perClass / positives)
    ),
  );
}

function hitsOf(outcomes: ClassOutcomes["outcomes"]): boolean[] {
  return outcomes.map(({ instance }) => instance !== undefined);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
