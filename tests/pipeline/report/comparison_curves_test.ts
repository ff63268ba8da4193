import assert from "node:assert/strict";
import { overSeeds } from "../../../pipeline/report/comparison_curves.ts";

const points = (values: readonly number[]) => values.map((value, i) => ({ step: i + 1, value }));

Deno.test("overSeeds() has the mean, the least and the greatest of the seeds at each step", () => {
  assert.deepEqual(overSeeds([points([1, 5]), points([3, 5]), points([8])]), [
    { step: 1, value: 4, low: 1, high: 8, seeds: 3 },
    { step: 2, value: 5, low: 5, high: 5, seeds: 2 },
  ]);
});

Deno.test("overSeeds() leaves out what has no place, and what only steps of one seed spread", () => {
  assert.deepEqual(overSeeds([points([NaN, 5]), points([3, Infinity])]).map(({ seeds }) => seeds), [1, 1]);
  // Steps that go up and down alike on both seeds: no band once they are thinned.
  const noisy = points(Array.from({ length: 600 }, (_, i) => i % 2));
  const thin = overSeeds([noisy, noisy]);
  assert.equal(thin.length, 150);
  assert.ok(thin.every(({ value, low, high }) => value === 0.5 && low === high));
});
