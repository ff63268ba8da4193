/** Mean and spread of some values. */
// @ts-types="@types/d3-array"
import { deviation, mean } from "d3-array";

/** How some values spread. */
export interface Spread {
  /** How many there are. */
  readonly n: number;
  /** NaN where there is none. */
  readonly mean: number;
  /** Standard deviation of a sample, n - 1 below; absent where there are fewer than two. */
  readonly deviation?: number | undefined;
}

/**
 * Mean and standard deviation of a sample.
 *
 * @example Results over seeds
 * ```ts
 * import { spreadOf } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(spreadOf([79, 80, 81]), { n: 3, mean: 80, deviation: 1 });
 * assert.deepEqual(spreadOf([80]), { n: 1, mean: 80, deviation: undefined }); // one value has no spread
 * ```
 */
export function spreadOf(values: readonly number[]): Spread {
  return { n: values.length, mean: mean(values) ?? NaN, deviation: deviation(values) };
}
