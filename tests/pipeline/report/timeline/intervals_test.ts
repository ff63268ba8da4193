import assert from "node:assert/strict";
import fc from "fast-check";
import { type Interval, mergedIntervals, packLanes } from "../../../../pipeline/report/timeline/intervals.ts";

const INTERVALS = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 9 })).map((
    [start, length],
  ): Interval => [
    start,
    start + length,
  ]),
);

Deno.test("packLanes() uses the first lane that is free", () => {
  assert.deepEqual(packLanes([[0, 10], [5, 15], [10, 20], [12, 13], [30, 31]]), [0, 1, 0, 2, 0]);
});

Deno.test("packLanes() lets no interval cover another of its lane", () => {
  fc.assert(fc.property(INTERVALS, (intervals) => {
    const lanes = packLanes(intervals);
    for (const [i, a] of intervals.entries()) {
      for (const [j, b] of intervals.entries()) {
        if (i < j && lanes[i] === lanes[j]) assert.ok(a[1] <= b[0] || b[1] <= a[0]);
      }
    }
  }));
});

Deno.test("mergedIntervals() covers the same moments, each once", () => {
  fc.assert(fc.property(INTERVALS, (intervals) => {
    const merged = mergedIntervals(intervals);
    for (let moment = 0.5; moment < 50; moment++) {
      const covering = (list: readonly Interval[]) =>
        list.filter(([start, end]) => start < moment && moment < end).length;
      assert.equal(covering(merged), Math.min(1, covering(intervals)));
    }
  }));
  assert.deepEqual(mergedIntervals([[5, 2], [3, 3], [NaN, 1]]), []);
});
