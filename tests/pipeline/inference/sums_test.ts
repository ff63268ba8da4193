import assert from "node:assert/strict";
import fc from "fast-check";
import { intervalsAbove } from "../../../pipeline/kinds/groups/intervals_above.ts";
import { mapWithin, prefixSums, sumOfMaps, wholeMap } from "../../../pipeline/inference/sums.ts";

/** A map whose samples below a threshold count as 0. */
function thresholded(map: Float64Array, threshold: number) {
  return mapWithin(map, prefixSums(map), intervalsAbove(map, [threshold]).get(threshold)!);
}

Deno.test("prefixSums() starts at 0", () => {
  assert.deepEqual([...prefixSums(Float64Array.of(1, 2, 3))], [0, 1, 3, 6]);
});

Deno.test("wholeMap() has every sample", () => {
  const map = Float64Array.of(1, -2, 3);
  const whole = wholeMap(map, prefixSums(map));
  assert.equal(whole.samples, 3);
  assert.deepEqual([0, 1, 2, 3].map((i) => whole.sumBefore(i)), [0, 1, -1, 2]);
  assert.deepEqual([0, 1, 2].map((i) => whole.at(i)), [1, -2, 3]);
});

Deno.test("mapWithin() has the samples of the intervals alone", () => {
  const map = Float64Array.of(1, 2, 3, 1, 4);
  const within = thresholded(map, 2);
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((i) => within.sumBefore(i)), [0, 0, 2, 5, 5, 9]);
  assert.deepEqual([0, 1, 2, 3, 4].map((i) => within.at(i)), [0, 2, 3, 0, 4]);
  const empty = mapWithin(map, prefixSums(map), { starts: [], ends: [] });
  assert.deepEqual([empty.sumBefore(0), empty.sumBefore(5), empty.at(2)], [0, 0, 0]);
});

Deno.test("mapWithin() equals the thresholded map at every position", () => {
  const map = fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 40 });
  fc.assert(fc.property(map, fc.integer({ min: -5, max: 5 }), (given, threshold) => {
    const values = Float64Array.from(given);
    const within = thresholded(values, threshold);
    const expected = values.map((value) => value < threshold ? 0 : value);
    const sums = prefixSums(expected);
    assert.deepEqual(Array.from(sums, (_, position) => within.sumBefore(position)), [...sums]);
    assert.deepEqual(Array.from(expected, (_, position) => within.at(position)), [...expected]);
  }));
});

Deno.test("sumOfMaps() adds maps times their factors, and is the map where there is one", () => {
  const map = Float64Array.of(1, 3);
  const whole = wholeMap(map, prefixSums(map));
  const cut = thresholded(map, 2);
  const sum = sumOfMaps([{ factor: 2, map: whole }, { factor: -0.5, map: cut }]);
  assert.equal(sum.samples, 2);
  assert.deepEqual([0, 1, 2].map((i) => sum.sumBefore(i)), [0, 2, 6.5]);
  assert.deepEqual([0, 1].map((i) => sum.at(i)), [2, 4.5]);
  assert.equal(sumOfMaps([{ factor: 1, map: whole }]), whole);
  assert.equal(sumOfMaps([{ factor: 2, map: whole }]).at(1), 6);
});
