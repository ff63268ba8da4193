import assert from "node:assert/strict";
import fc from "fast-check";
import { intervalsAbove } from "../../../../pipeline/kinds/groups/intervals_above.ts";

/** The intervals at a threshold, found among those at others. */
function intervals(threshold: number, values: readonly number[], others: readonly number[] = []): number[][] {
  const { starts, ends } = intervalsAbove(Float64Array.from(values), [...others, threshold]).get(threshold)!;
  assert.equal(starts.length, ends.length);
  return starts.map((start, k) => [start, ends[k]!]);
}

Deno.test("intervalsAbove() finds maximal intervals, of one sample and at the ends of the map too", () => {
  assert.deepEqual(intervals(0.5, [0.6, 0.7, 0.1, 0.9, 0.9, 0.9]), [[0, 1], [3, 5]]);
  assert.deepEqual(intervals(0.5, [1, 0, 1, 0, 1, 1]), [[0, 0], [2, 2], [4, 5]]);
  assert.deepEqual(intervals(0.5, [1, 1, 1]), [[0, 2]]);
  assert.deepEqual(intervals(0.5, []), []);
});

Deno.test("intervalsAbove() counts a value at the threshold, whatever its sign", () => {
  assert.deepEqual(intervals(0.5, [0, 0.5, 0.5, 0.4999]), [[1, 2]]);
  assert.deepEqual(intervals(0, [-0.1, 0, 0.1, -0.1]), [[1, 2]]);
  assert.deepEqual(intervals(-0.5, [-1, -0.5, 0.1]), [[1, 2]]);
});

Deno.test("intervalsAbove() takes what is no number for a gap", () => {
  assert.deepEqual(intervals(0.5, [1, NaN, 1, Infinity], [0.75]), [[0, 0], [2, 3]]);
});

Deno.test("intervalsAbove() has an entry for every threshold", () => {
  assert.deepEqual([...intervalsAbove(Float64Array.of(0.3), [0.5, 0.1, 0.5]).keys()].toSorted(), [0.1, 0.5]);
  assert.equal(intervalsAbove(Float64Array.of(0.3), []).size, 0);
});

Deno.test("intervalsAbove() gives at every threshold the intervals of its mask, whatever the map and the other thresholds", () => {
  const map = fc.array(fc.constantFrom(-0.5, 0, 0.25, 0.5, 0.75), { maxLength: 40 });
  const levels = fc.array(fc.constantFrom(-1, -0.5, 0, 0.25, 0.3, 0.5, 0.6, 1), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(fc.property(map, levels, (values, thresholds) => {
    for (const threshold of thresholds) {
      const mask = values.map((value) => value >= threshold ? "1" : "0").join("");
      const expected = [...mask.matchAll(/1+/g)].map((
        { index, 0: ones },
      ) => [index, index + ones.length - 1]);
      assert.deepEqual(intervals(threshold, values, thresholds), expected);
    }
  }));
});
