/** Average precision of a ranking. */
import type { Protocol } from "../../../../specs/kinds/protocols/protocol.ts";

/**
 * Average precision of a ranking, a fraction.
 *
 * @param hits one entry per ranked result, best first; truthy where it is a true positive.
 * @param positives how many true positives there could be; 0 gives 0.
 * @param weight how many results each true positive counts for in precision, 1 by default: `w t / (w t + f)` of t true and
 * f false positives, by which classes of different size can be compared.
 */
export type AveragePrecision = (
  hits: ArrayLike<number | boolean>,
  positives: number,
  weight?: number,
) => number;

/** `AveragePrecision` from the ranks of the true positives, 1 of the best result, rising: what else is ranked need not be walked through. */
export type PrecisionAtRanks = (ranks: ArrayLike<number>, positives: number, weight?: number) => number;

/**
 * Interpolated average precision of a ranking: precision is made monotone from the right and summed over
 * the recall steps, `sum (r_i - r_(i-1)) p_i`. Arguments as `AveragePrecision` says.
 */
export const interpolatedPrecision: AveragePrecision = (hits, positives, weight) =>
  interpolatedAtRanks(ranksOf(hits), positives, weight);

/**
 * Average precision of a ranking without interpolation: the mean of the precision at each true positive.
 * Arguments as `AveragePrecision` says.
 */
export const rawPrecision: AveragePrecision = (hits, positives, weight) =>
  rawAtRanks(ranksOf(hits), positives, weight);

function ranksOf(hits: ArrayLike<number | boolean>): number[] {
  const ranks: number[] = [];
  for (let i = 0; i < hits.length; i++) if (hits[i]) ranks.push(i + 1);
  return ranks;
}

const interpolatedAtRanks: PrecisionAtRanks = (ranks, positives, weight = 1) => {
  if (positives === 0) return 0;
  let best = 0;
  let sum = 0;
  for (let found = ranks.length; found > 0; found--) {
    // Precision falls between true positives, so its maximum to the right is reached at one of them.
    best = Math.max(best, precisionOf(found, ranks[found - 1]! - found, weight));
    sum += best;
  }
  return sum / positives;
};

const rawAtRanks: PrecisionAtRanks = (ranks, positives, weight = 1) => {
  let sum = 0;
  for (let i = 0; i < ranks.length; i++) sum += precisionOf(i + 1, ranks[i]! - (i + 1), weight);
  return positives === 0 ? 0 : sum / positives;
};

/** Precision after some true and false positives, at least one of them, where each true one counts for `weight`. */
export function precisionOf(found: number, wrong: number, weight: number): number {
  return (weight * found) / (weight * found + wrong);
}

/** By the word of the axis. */
export const AVERAGE_PRECISIONS: Readonly<Record<Protocol["ap"], AveragePrecision>> = {
  interpolated: interpolatedPrecision,
  raw: rawPrecision,
};

/** The same from ranks; an extension may sum in a way of its own, which is not here. */
export const AT_RANKS: ReadonlyMap<AveragePrecision, PrecisionAtRanks> = new Map([
  [interpolatedPrecision, interpolatedAtRanks],
  [rawPrecision, rawAtRanks],
]);
