/** Correction for several tests at once. */

/**
 * Probabilities of several tests, so that all that stay below a level are right together with the probability that is left:
 * the step-down correction of `Holm, Scandinavian Journal of Statistics 1979`. The i-th smallest of m is multiplied by
 * m - i + 1, is no less than those before it, and no more than 1.
 *
 * @param probabilities In any order, which the result keeps.
 *
 * @example Three variants against one baseline
 * ```ts
 * import { adjustByHolm } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(adjustByHolm([0.01, 0.04, 0.03]), [0.03, 0.06, 0.06]);
 * ```
 */
export function adjustByHolm(probabilities: readonly number[]): number[] {
  const adjusted = [...probabilities];
  let least = 0;
  [...probabilities.keys()].sort((a, b) => probabilities[a]! - probabilities[b]!).forEach((at, before) => {
    least = Math.max(least, Math.min(1, (probabilities.length - before) * probabilities[at]!));
    adjusted[at] = least;
  });
  return adjusted;
}
