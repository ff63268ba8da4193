/** Average precision of a ranking. */
import type { Protocol } from "../../../../specs/kinds/protocols/protocol.ts";

/**
 * From the ranked results, best first and truthy where they are true positives, and the number of true positives that
 * there could be, to a fraction.
 */
export type AveragePrecision = (hits: ArrayLike<number | boolean>, positives: number) => number;

/**
 * Interpolated average precision of a ranking: precision is made monotone from the right and summed over
 * the recall steps, `sum (r_i - r_(i-1)) p_i`.
 *
 * @param hits one entry per ranked result, best first; truthy where it is a true positive.
 * @param positives how many true positives there could be; 0 gives 0.
 */
export function interpolatedPrecision(hits: ArrayLike<number | boolean>, positives: number): number {
  if (positives === 0) return 0;
  let found = 0;
  for (let i = 0; i < hits.length; i++) if (hits[i]) found++;
  let best = 0;
  let sum = 0;
  for (let i = hits.length - 1; i >= 0; i--) {
    if (!hits[i]) continue;
    // Precision falls between true positives, so its maximum to the right is reached at one of them.
    best = Math.max(best, found / (i + 1));
    sum += best;
    found--;
  }
  return sum / positives;
}

/**
 * Average precision of a ranking without interpolation: the mean of the precision at each true positive.
 * Arguments as in `interpolatedPrecision`.
 */
export function rawPrecision(hits: ArrayLike<number | boolean>, positives: number): number {
  let found = 0;
  let sum = 0;
  for (let i = 0; i < hits.length; i++) if (hits[i]) sum += ++found / (i + 1);
  return positives === 0 ? 0 : sum / positives;
}

/** By the word of the axis. */
export const AVERAGE_PRECISIONS: Readonly<Record<Protocol["ap"], AveragePrecision>> = {
  interpolated: interpolatedPrecision,
  raw: rawPrecision,
};
