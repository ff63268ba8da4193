/** The wrong predictions: how many of each type, at which ranks, and what they cost. */
import { ERROR_TYPES, type ErrorType, PREDICTION_TYPES, type PredictionType } from "./error_types.ts";
import { normalizedMap } from "./mean_precision.ts";
import type { ClassOutcomes, RankedPrediction } from "./outcomes.ts";
import type { DiagnosedScene } from "./scene.ts";

/** How many predictions are of each type. */
export type TypeCounts = Readonly<Record<PredictionType, number>>;

/** Predictions of about one rank in each class. */
export interface RankGroup {
  /** From 1, the best: as many predictions of each class as it has instances. */
  readonly group: number;
  /** How many of them are of each type. */
  readonly types: TypeCounts;
}

/** The types of predictions at one threshold. */
export interface ErrorProfile {
  /** How many predictions are of each type. */
  readonly types: TypeCounts;
  /** By how much mAP_N rises without the predictions of a type; a fraction. */
  readonly impact: Readonly<Record<ErrorType, number>>;
  /** From the best ranks to the worst. */
  readonly byRank: readonly RankGroup[];
}

/** How many predictions of a class are looked at, as a multiple of its instances; each multiple is a rank group. */
export const RANK_GROUPS = 10;

/** The profile of outcomes. */
export function errorProfile(
  classes: readonly ClassOutcomes[],
  typeOf: (outcome: RankedPrediction) => PredictionType,
  scene: Pick<DiagnosedScene, "rules" | "perClass">,
): ErrorProfile {
  const groups = Array.from({ length: RANK_GROUPS }, noCounts);
  const typed = classes.map(({ label, positives, outcomes }) => ({
    label,
    positives,
    outcomes: outcomes.map((outcome, i) => {
      const type = typeOf(outcome);
      groups[Math.floor(i / positives)]![type]++;
      return { ...outcome, type };
    }),
  }));
  const types = noCounts();
  for (const group of groups) for (const type of PREDICTION_TYPES) types[type] += group[type];
  const all = normalizedMap(typed, scene);
  const without = (wrong: ErrorType) =>
    types[wrong] === 0 ? all : normalizedMap(
      typed.map(({ outcomes, ...ofClass }) => ({
        ...ofClass,
        outcomes: outcomes.filter(({ type }) => type !== wrong),
      })),
      scene,
    );
  return {
    types,
    impact: Object.fromEntries(ERROR_TYPES.map((type) => [type, without(type) - all])) as Record<
      ErrorType,
      number
    >,
    byRank: groups.map((counts, i) => ({ group: i + 1, types: counts })),
  };
}

function noCounts(): Record<PredictionType, number> {
  return Object.fromEntries(PREDICTION_TYPES.map((type) => [type, 0])) as Record<PredictionType, number>;
}
