/** Differences of pairs: their interval, and how sure it is that there is one. */
import { type Spread, spreadOf } from "./spread.ts";
import { studentQuantile, studentTail } from "./student.ts";

/** The two ends of an interval. */
export type ConfidenceInterval = readonly [low: number, high: number];

/** How two methods differ on equal seeds, in the unit of their values. */
export interface PairedDifference extends Spread {
  /** The 95 % interval of the mean, `mean +- t(0.975, n - 1) deviation / sqrt(n)`; absent with fewer than two pairs. */
  readonly interval?: ConfidenceInterval | undefined;
  /** How likely it is that a mean as far from 0 comes of no difference: the t test of pairs, two-sided. */
  readonly p?: number | undefined;
  /** How likely it is that a mean as near to 0 comes of a difference of `margin`: the greater of two one-sided t tests. */
  readonly pEquivalent?: number | undefined;
}

/** Probability that an interval covers what it is about. */
export const COVERAGE = 0.95;

/**
 * Compares pairs by Student's t: `Student, The probable error of a mean, Biometrika 1908`; equivalence by two one-sided
 * tests, `Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 1987`.
 *
 * @param differences One for each pair: the variant less the baseline.
 * @param margin The smallest difference that counts as one, > 0.
 *
 * @example A variant and its baseline on three seeds
 * ```ts
 * import { pairedDifference } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const { mean, interval, p } = pairedDifference([1, 2, 3], 0.5);
 * assert.equal(mean, 2);
 * assert.ok(Math.abs(interval![0] - (2 - 4.302653 / Math.sqrt(3))) < 1e-5); // t(0.975, 2) is 4.302653
 * assert.ok(Math.abs(p! - 0.074180) < 1e-5);
 * assert.equal(pairedDifference([1], 0.5).interval, undefined); // one pair has no spread
 * ```
 */
export function pairedDifference(differences: readonly number[], margin: number): PairedDifference {
  const spread = spreadOf(differences);
  const { n, mean, deviation } = spread;
  if (deviation === undefined) return spread;
  const freedom = n - 1;
  const error = deviation / Math.sqrt(n);
  const half = error === 0 ? 0 : studentQuantile(0.5 + COVERAGE / 2, freedom) * error;
  const tail = (distance: number) => studentTail(ratio(distance, error), freedom);
  return {
    ...spread,
    interval: [mean - half, mean + half],
    p: Math.min(1, 2 * tail(Math.abs(mean))),
    pEquivalent: tail(margin - Math.abs(mean)),
  };
}

/** Pairs that all differ alike are as far from another mean as can be. */
function ratio(distance: number, error: number): number {
  return distance === 0 ? 0 : distance / error;
}
