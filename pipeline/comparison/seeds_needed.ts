/** How many seeds would tell whether there is a difference. */
import { studentQuantile } from "./student.ts";

/** Probability with which that many seeds tell. */
const POWER = 0.8;

/** More than this are not counted. */
export const MOST_SEEDS = 1000;

/** What is known of some pairs. */
export interface Planned {
  /** Mean of the differences. */
  readonly mean: number;
  /** Their standard deviation. */
  readonly deviation: number;
  /** The smallest difference that counts as one. */
  readonly margin: number;
  /** The level of a test: 0.05, by the number of tests where there are several. */
  readonly level: number;
}

/**
 * The smallest number of pairs with which t tests tell in four of five cases, if pairs go on to spread as they do: a
 * difference as large as the one so far, where that is `margin` or more; otherwise one of `margin`, and that there is none
 * where there is none. `sqrt(n) d / s >= t(1 - level / 2, n - 1) + t(0.8, n - 1)` for a difference d, and
 * `sqrt(n) margin / s >= t(1 - level, n - 1) + t(0.9, n - 1)` for none: `Chow, Shao, Wang, Sample Size Calculations in
 * Clinical Research, 3.1`, with t for the normal quantile. Infinity where 1000 are too few.
 *
 * @example Differences of about half a point that spread by one
 * ```ts
 * import { seedsNeeded } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * assert.equal(seedsNeeded({ mean: 0.4, deviation: 1, margin: 1, level: 0.05 }), 11);
 * assert.equal(seedsNeeded({ mean: 3, deviation: 1, margin: 1, level: 0.05 }), 4);
 * ```
 */
export function seedsNeeded({ mean, deviation, margin, level }: Planned): number {
  const differs = (distance: number) =>
    smallest((n) => enough(distance, deviation, n, [1 - level / 2, POWER]));
  if (Math.abs(mean) >= margin) return differs(Math.abs(mean));
  const isNone = smallest((n) => enough(margin, deviation, n, [1 - level, (1 + POWER) / 2]));
  return Math.max(differs(margin), isNone);
}

function enough(distance: number, deviation: number, n: number, quantiles: readonly number[]): boolean {
  const needed = quantiles.reduce((sum, p) => sum + studentQuantile(p, n - 1), 0);
  return Math.sqrt(n) * distance >= needed * deviation;
}

function smallest(isEnough: (n: number) => boolean): number {
  for (let n = 2; n <= MOST_SEEDS; n++) if (isEnough(n)) return n;
  return Infinity;
}
