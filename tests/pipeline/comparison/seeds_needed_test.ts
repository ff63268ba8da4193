import assert from "node:assert/strict";
import fc from "fast-check";
import { seedsNeeded } from "../../../pipeline/comparison/seeds_needed.ts";

Deno.test("seedsNeeded() is within one of the power of the noncentral t", () => {
  /*
   * def power(n, d, s, a):
   *     c = stats.t.ppf(1 - a / 2, n - 1); nc = d * np.sqrt(n) / s
   *     return 1 - stats.nct.cdf(c, n - 1, nc) + stats.nct.cdf(-c, n - 1, nc)
   * the smallest n with power(n, mean, deviation, level) >= 0.8, scipy 1.17.1
   */
  const cases = [
    { mean: 1, deviation: 1, level: 0.05, n: 10 },
    { mean: 3, deviation: 1, level: 0.05, n: 4 },
    { mean: 1, deviation: 2, level: 0.05, n: 34 },
    { mean: 1, deviation: 3, level: 0.0125, n: 104 },
    { mean: 2, deviation: 1.5, level: 0.05, n: 7 },
    { mean: -5, deviation: 1, level: 0.01, n: 4 },
  ];
  for (const { n, ...planned } of cases) {
    const found = seedsNeeded({ ...planned, margin: 1 });
    assert.ok(Math.abs(found - n) <= 1, `${found} instead of ${n}`);
  }
});

Deno.test("seedsNeeded() of differences without spread is two; of hopeless ones there is no number", () => {
  assert.equal(seedsNeeded({ mean: 0, deviation: 0, margin: 1, level: 0.05 }), 2);
  assert.equal(seedsNeeded({ mean: 0, deviation: 100, margin: 1, level: 0.05 }), Infinity);
});

Deno.test("seedsNeeded() grows with the spread, and with the number of tests", () => {
  const positive = fc.double({ min: 0.1, max: 5, noNaN: true });
  fc.assert(
    fc.property(positive, positive, positive, (mean, deviation, margin) => {
      const planned = { mean, deviation, margin, level: 0.05 };
      const found = seedsNeeded(planned);
      assert.ok(seedsNeeded({ ...planned, deviation: deviation * 1.5 }) >= found);
      assert.ok(seedsNeeded({ ...planned, level: 0.01 }) >= found);
    }),
    { numRuns: 30 },
  );
});
