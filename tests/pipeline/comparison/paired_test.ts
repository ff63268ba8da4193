import assert from "node:assert/strict";
import fc from "fast-check";
import { pairedDifference } from "../../../pipeline/comparison/paired.ts";

const close = (found: number | undefined, wanted: number) =>
  assert.ok(
    Math.abs(found! - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted)),
    `${found} instead of ${wanted}`,
  );

Deno.test("pairedDifference() is the paired t test of scipy", () => {
  const before = [80.6, 79.2, 81.4, 78.9, 80.1];
  const after = [72.0, 73.5, 71.1, 72.9, 70.4];
  const found = pairedDifference(after.map((x, i) => x - before[i]!), 1);
  // r = stats.ttest_rel(after, before); r.pvalue, r.confidence_interval(0.95)
  close(found.mean, -8.06);
  close(found.deviation, 2.110213259365034);
  close(found.p, 0.0010315522301598723);
  close(found.interval![0], -10.680175832685784);
  close(found.interval![1], -5.439824167314214);
  assert.ok(found.pEquivalent! > 0.99);
});

Deno.test("pairedDifference() tests equivalence by two one-sided tests, as scipy has them", () => {
  const found = pairedDifference([0.31, -0.22, 0.18, 0.05, -0.4, 0.12], 0.5);
  // max(stats.ttest_1samp(d, -0.5, alternative="greater").pvalue, stats.ttest_1samp(d, 0.5, alternative="less").pvalue)
  close(found.pEquivalent, 0.003071674429934158);
  close(found.p, 0.9534102235909776);
  close(found.interval![0], -0.2723858804898737);
});

Deno.test("pairedDifference() by hand: 1, 2, 3 has mean 2, deviation 1 and 2 +- 4.3027 / sqrt(3)", () => {
  const { n, mean, deviation, interval } = pairedDifference([1, 2, 3], 1);
  assert.deepEqual([n, mean, deviation], [3, 2, 1]);
  close(interval![1], 2 + 4.302652729749462 / Math.sqrt(3));
});

Deno.test("pairedDifference() of one pair has no interval, of none no mean", () => {
  const one = pairedDifference([3], 1);
  assert.deepEqual([one.n, one.mean, one.deviation, one.interval, one.p], [
    1,
    3,
    undefined,
    undefined,
    undefined,
  ]);
  assert.ok(Number.isNaN(pairedDifference([], 1).mean));
});

Deno.test("pairedDifference() of equal pairs is 0 with an interval of no width", () => {
  const { mean, interval, p, pEquivalent } = pairedDifference([0, 0, 0], 1);
  assert.deepEqual([mean, interval, p, pEquivalent], [0, [0, 0], 1, 0]);
});

Deno.test("pairedDifference() of pairs that all differ alike is sure", () => {
  const { interval, p, pEquivalent } = pairedDifference([2, 2], 1);
  assert.deepEqual([interval, p, pEquivalent], [[2, 2], 0, 1]);
});

Deno.test("pairedDifference(): the interval holds 0 where p is above 0.05, and turns with the sign", () => {
  const values = fc.array(fc.integer({ min: -900, max: 900 }).map((x) => x / 10), {
    minLength: 2,
    maxLength: 12,
  });
  fc.assert(fc.property(values, (differences) => {
    const { interval: [low, high] = [NaN, NaN], p, mean } = pairedDifference(differences, 1);
    if (Math.abs(p! - 0.05) > 1e-6) assert.equal(low <= 0 && high >= 0, p! > 0.05);
    assert.ok(low <= mean && mean <= high);
    const turned = pairedDifference(differences.map((x) => -x), 1);
    close(turned.interval![0], -high);
    close(turned.p, p!);
  }));
});
