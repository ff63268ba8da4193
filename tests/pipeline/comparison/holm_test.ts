import assert from "node:assert/strict";
import fc from "fast-check";
import { adjustByHolm } from "../../../pipeline/comparison/holm.ts";

const rounded = (values: readonly number[]) => values.map((x) => Number(x.toFixed(12)));

Deno.test("adjustByHolm() by hand: the smallest times their number, the next times one less, never falling", () => {
  assert.deepEqual(rounded(adjustByHolm([0.04, 0.001, 0.02, 0.6])), [0.08, 0.004, 0.06, 0.6]);
  assert.deepEqual(rounded(adjustByHolm([0.03, 0.02, 0.01])), [0.04, 0.04, 0.03]);
  assert.deepEqual(adjustByHolm([0.7, 0.8]), [1, 1]);
  assert.deepEqual(adjustByHolm([0.03]), [0.03]);
  assert.deepEqual(adjustByHolm([]), []);
});

Deno.test("adjustByHolm() never lowers one, nor changes their order", () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (probabilities) => {
    const adjusted = adjustByHolm(probabilities);
    probabilities.forEach((p, i) => {
      assert.ok(adjusted[i]! >= p && adjusted[i]! <= 1);
      probabilities.forEach((q, j) => assert.ok(!(p < q) || adjusted[i]! <= adjusted[j]!));
    });
  }));
});
