import assert from "node:assert/strict";
import fc from "fast-check";
import { outerInnerContrast, prefixSums, sumsWithin } from "../../../pipeline/inference/sums.ts";
import { runsAbove } from "../../../pipeline/inference/intervals_above.ts";

const MAP = Float64Array.of(0.05, 0.1, 0.3, 0.8, 0.9, 0.7, 0.2, 0.1, 0, 0.4, 0.5, 0.1);

function near(actual: number, expected: number, tolerance = 1e-9): void {
  assert(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

/** The score of samples `start` to `end` on the map, or on its samples that reach a threshold. */
function score(
  map: Float64Array,
  [start, end]: readonly [number, number],
  margin: number,
  threshold?: number,
) {
  const sums = prefixSums(map);
  const before = threshold === undefined
    ? (position: number) => sums[position]!
    : sumsWithin(sums, runsAbove(map, [threshold]).get(threshold)!);
  return outerInnerContrast(before, map.length, start, end, margin);
}

Deno.test("prefixSums() starts at 0", () => {
  assert.deepEqual([...prefixSums(Float64Array.of(1, 2, 3))], [0, 1, 3, 6]);
});

Deno.test("sumsWithin() adds up the samples of the runs alone", () => {
  const map = Float64Array.of(1, 2, 3, 1, 4);
  const before = sumsWithin(prefixSums(map), runsAbove(map, [2]).get(2)!);
  assert.deepEqual([0, 1, 2, 3, 4, 5].map(before), [0, 0, 2, 5, 5, 9]);
  assert.deepEqual([0, 5].map(sumsWithin(prefixSums(map), { starts: [], ends: [] })), [0, 0]);
});

Deno.test("sumsWithin() equals the prefix sums of the thresholded map at every position", () => {
  const map = fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 40 });
  fc.assert(fc.property(map, fc.integer({ min: -5, max: 5 }), (given, threshold) => {
    const values = Float64Array.from(given);
    const before = sumsWithin(prefixSums(values), runsAbove(values, [threshold]).get(threshold)!);
    const expected = prefixSums(values.map((value) => value < threshold ? 0 : value));
    assert.deepEqual(Array.from(expected, (_, position) => before(position)), [...expected]);
  }));
});

Deno.test("outerInnerContrast() scores runs on the thresholded and on the raw map", () => {
  near(score(MAP, [2, 6], 0.25, 0.2), 0.58);
  near(score(MAP, [2, 6], 0.25), 0.4966667, 5e-8);
  near(score(MAP, [9, 10], 0.25, 0.2), 0.45);
  near(score(MAP, [9, 10], 0.25), 0.45);
});

Deno.test("outerInnerContrast() has no outer part where a run fills the map, or without margins", () => {
  near(score(MAP, [0, 11], 0.25), 4.15 / 12);
  near(score(MAP, [2, 6], 0), 0.58);
});

Deno.test("outerInnerContrast() equals direct means, on long maps too", () => {
  const values = fc.float64Array({ min: 0, max: 1, noNaN: true, minLength: 1, maxLength: 300 });
  const margin = fc.constantFrom(0, 0.1, 0.25, 0.5, 1.5);
  fc.assert(
    fc.property(values, fc.nat(60), fc.nat(), fc.nat(), margin, (given, repeats, a, b, margin) => {
      const map = Float64Array.from(
        { length: given.length * (repeats + 1) },
        (_, i) => given[i % given.length]!,
      );
      const [start, end] = [a % map.length, b % map.length].sort((x, y) => x - y) as [number, number];
      near(score(map, [start, end], margin), direct(map, start, end, margin));
    }),
  );
});

/** The score from means over slices. */
function direct(map: Float64Array, start: number, end: number, margin: number): number {
  const width = margin * (end - start + 1);
  const from = Math.max(0, Math.trunc(start - width));
  const to = Math.min(map.length - 1, Math.trunc(end + width));
  const mean = (samples: number[]) => samples.reduce((sum, value) => sum + value, 0) / (samples.length || 1);
  return mean([...map.slice(start, end + 1)]) -
    mean([...map.slice(from, start), ...map.slice(end + 1, to + 1)]);
}
