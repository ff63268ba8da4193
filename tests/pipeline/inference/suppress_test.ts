import assert from "node:assert/strict";
import fc from "fast-check";
import { type ScoredSegment, suppress } from "../../../pipeline/inference/suppress.ts";

const SEGMENTS = [[0.9, 0, 0.3], [0.8, 0.3, 0.6], [0.7, 10, 20], [0.6, 12, 21], [0.5, 19, 30]]
  .map(([score, start, end]) => ({ score: score!, start: start!, end: end! }));

const indices = (kept: ScoredSegment[], given: readonly ScoredSegment[]) =>
  kept.map((segment) => given.indexOf(segment));

Deno.test("suppress() drops the weaker of two that overlap, in pixel lengths and exact ones", () => {
  assert.deepEqual(indices(suppress(SEGMENTS, 0.6, 1), SEGMENTS), [0, 2, 4]);
  assert.deepEqual(indices(suppress(SEGMENTS, 0.6, 0), SEGMENTS), [0, 1, 2, 4]);
});

Deno.test("suppress() drops at the limit exactly", () => {
  const pair = [{ score: 1, start: 0, end: 4 }, { score: 0.5, start: 0, end: 2 }];
  assert.equal(suppress(pair, 0.5, 0).length, 1);
  assert.equal(suppress(pair, 0.51, 0).length, 2);
});

Deno.test("suppress() takes the later of equal scores first", () => {
  const equal = [0, 1, 2].map((start) => ({ score: 1, start, end: start + 10 }));
  assert.deepEqual(indices(suppress(equal, 0.5, 0), equal), [2]);
  assert.deepEqual(indices(suppress(equal, 1, 0), equal), [2, 1, 0]);
});

Deno.test("suppress() is not held back by what was itself dropped", () => {
  const chain = [[1, 0, 10], [0.9, 4, 14], [0.8, 8, 18]]
    .map(([score, start, end]) => ({ score: score!, start: start!, end: end! }));
  assert.deepEqual(indices(suppress(chain, 0.4, 0), chain), [0, 2]);
});

Deno.test("suppress() keeps no segments of none", () => assert.deepEqual(suppress([], 0.5, 1), []));

Deno.test("suppress() keeps what no better kept one overlaps, and drops all else", () => {
  const segment = fc.record({
    score: fc.constantFrom(0.1, 0.2, 0.3, 0.4, 0.5),
    start: fc.nat(30),
    length: fc.integer({ min: 1, max: 15 }),
  }).map(({ score, start, length }) => ({ score, start, end: start + length }));
  const list = fc.array(segment, { maxLength: 25 });
  fc.assert(
    fc.property(
      list,
      fc.constantFrom(0.2, 0.5, 0.6, 1),
      fc.constantFrom<0 | 1>(0, 1),
      (given, limit, extra) => {
        const kept = suppress(given, limit, extra);
        const at = indices(kept, given);
        assert.equal(new Set(at).size, kept.length);
        assert(!at.includes(-1));
        const before = (a: number, b: number) =>
          given[a]!.score > given[b]!.score || (given[a]!.score === given[b]!.score && a > b);
        const overlaps = (a: number, b: number) => overlap(given[a]!, given[b]!, extra) >= limit;
        at.forEach((a, i) => {
          if (i > 0) assert(before(at[i - 1]!, a));
          for (const b of at.slice(0, i)) assert(!overlaps(b, a));
        });
        for (const i of given.keys()) {
          if (!at.includes(i)) assert(at.some((a) => before(a, i) && overlaps(a, i)));
        }
        assert.deepEqual(suppress(kept, limit, extra).toSorted(byTime), kept.toSorted(byTime));
      },
    ),
  );
});

function byTime(a: ScoredSegment, b: ScoredSegment): number {
  return a.start - b.start || a.end - b.end || a.score - b.score;
}

/** Intersection over union of two segments of positive length. */
function overlap(a: ScoredSegment, b: ScoredSegment, extra: number): number {
  const shared = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start) + extra);
  return shared / ((a.end - a.start) + (b.end - b.start) + 2 * extra - shared);
}
