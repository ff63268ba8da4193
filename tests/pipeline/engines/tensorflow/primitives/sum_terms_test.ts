import assert from "node:assert/strict";
import { ONE, sumTerms, termsOf } from "../../../../../pipeline/engines/tensorflow/primitives/sum_terms.ts";

Deno.test("sumTerms() holds rows of sums, added rows and the bits of factors, as many as there is room for", () => {
  const terms = sumTerms(3);
  terms.add(0, 7, 1);
  terms.add(2, 5, -0.5);
  const { shape, values } = terms.part();
  assert.deepEqual([shape, [...values]], [[2, 3], [0, 7, ONE, 2, 5, 0xbf000000 | 0]]);
  terms.add(3, 1, 1);
  assert.deepEqual(terms.part().shape, [3, 3]);
  terms.add(4, 1, 1);
  assert.throws(() => terms.part(), { name: "RangeError", message: "4 terms, more than 3" });
});

Deno.test("termsOf() gives every term the factor 1", () => {
  const sums = { from: Int32Array.of(4, 5, 6), into: Int32Array.of(0, 0, 1) };
  const { shape, values } = termsOf(sums).part();
  assert.deepEqual([shape, [...values]], [[3, 3], [0, 4, ONE, 0, 5, ONE, 1, 6, ONE]]);
});
