import assert from "node:assert/strict";
import { betaDistribution, betaQuantiles, QUANTILES } from "../../../pipeline/random/beta.ts";

/** Distributions whose integral is known, and the largest that are asked for. */
const KNOWN: readonly (readonly [a: number, b: number, cumulative: (x: number) => number])[] = [
  [1, 1, (x) => x],
  [1, 5, (x) => 1 - (1 - x) ** 5],
  [7, 1, (x) => x ** 7],
  [2, 2, (x) => x * x * (3 - 2 * x)],
  [0.5, 0.5, (x) => 2 / Math.PI * Math.asin(Math.sqrt(x))],
  [0.5, 3, (x) => Math.sqrt(x) * (15 - 10 * x + 3 * x * x) / 8],
  [0.01, 1, (x) => x ** 0.01],
  [1, 1000, (x) => -Math.expm1(1000 * Math.log1p(-x))],
];

Deno.test("betaDistribution() has the closed form's probabilities and quantiles", () => {
  for (const [a, b, cumulative] of KNOWN) {
    const distribution = betaDistribution(a, b);
    for (const x of [1e-9, 1e-3, 0.01, 0.2, 0.5, 0.77, 0.99, 1 - 1e-6]) {
      const p = cumulative(x);
      const found = distribution.cumulative(x);
      assert.ok(Math.abs(found - p) <= 1e-12, `Beta(${a}, ${b}) at ${x}: ${found} should be ${p}`);
      if (p < 1e-14 || p > 1 - 1e-9) continue;
      const back = distribution.quantile(p);
      assert.ok(Math.abs(back - x) <= 1e-7 * x, `quantile ${p} of Beta(${a}, ${b}): ${back} should be ${x}`);
    }
  }
});

Deno.test("betaQuantiles() ascend, and have the distribution's mean and variance", () => {
  for (const [a, b] of [[2, 2], [0.2, 0.2], [5, 1], [0.01, 0.01], [1000, 1000]] as const) {
    const table = betaQuantiles(a, b);
    assert.equal(table.length, QUANTILES);
    assert.ok(table.every((x, i) => x >= 0 && x <= 1 && (i === 0 || x >= table[i - 1]!)), `Beta(${a}, ${b})`);
    const mean = table.reduce((sum, x) => sum + x, 0) / QUANTILES;
    const variance = table.reduce((sum, x) => sum + (x - mean) ** 2, 0) / QUANTILES;
    const expected = a * b / ((a + b) ** 2 * (a + b + 1));
    assert.ok(Math.abs(mean - a / (a + b)) < 1e-6, `mean ${mean} of Beta(${a}, ${b})`);
    assert.ok(Math.abs(variance / expected - 1) < 2e-4, `variance ${variance} of Beta(${a}, ${b})`);
    assert.equal(betaQuantiles(a, b), table);
  }
});
