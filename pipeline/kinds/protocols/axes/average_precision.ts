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

/**
 * Interpolated average precision of a ranking: precision is made monotone from the right and summed over
 * the recall steps, `sum (r_i - r_(i-1)) p_i`. Arguments as `AveragePrecision` says.
 */
export function interpolatedPrecision(
  hits: ArrayLike<number | boolean>,
  positives: number,
  weight = 1,
): number {
  if (positives === 0) return 0;
  let found = 0;
  for (let i = 0; i < hits.length; i++) if (hits[i]) found++;
  let best = 0;
  let sum = 0;
  for (let i = hits.length - 1; i >= 0; i--) {
    if (!hits[i]) continue;
    // Precision falls between true positives, so its maximum to the right is reached at one of them.
    best = Math.max(best, precisionOf(found, i + 1 - found, weight));
    sum += best;
    found--;
  }
  return sum / positives;
}

/**
 * Average precision of a ranking without interpolation: the mean of the precision at each true positive.
 * Arguments as `AveragePrecision` says.
 */
export function rawPrecision(hits: ArrayLike<number | boolean>, positives: number, weight = 1): number {
  let found = 0;
  let sum = 0;
  for (let i = 0; i < hits.length; i++) {
    if (!hits[i]) continue;
    found++;
    sum += precisionOf(found, i + 1 - found, weight);
  }
  return positives === 0 ? 0 : sum / positives;
}

/** Precision after some true and false positives, at least one of them, where each true one counts for `weight`. */
export function precisionOf(found: number, wrong: number, weight: number): number {
  return (weight * found) / (weight * found + wrong);
}

/** By the word of the axis. */
export const AVERAGE_PRECISIONS: Readonly<Record<Protocol["ap"], AveragePrecision>> = {
  interpolated: interpolatedPrecision,
  raw: rawPrecision,
};
