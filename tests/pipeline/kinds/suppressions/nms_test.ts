import assert from "node:assert/strict";
import fc from "fast-check";
import type { ScoredSegment } from "../../../../pipeline/inference/segments.ts";
import { suppress } from "../../../../pipeline/kinds/suppressions/nms.ts";
import { suppressPairwise } from "../../inference/straightforward.ts";

const SEGMENTS = [[0.9, 0, 0.3], [0.8, 0.3, 0.6], [0.7, 10, 20], [0.6, 12, 21], [0.5, 19, 30]]
  .map(([score, start, end]) => ({ score: score!, start: start!, end: end! }));

/** Positions of the segments that are kept. */
function kept(given: readonly ScoredSegment[], overlap: number, extra: 0 | 1): number[] {
  const column = (key: keyof ScoredSegment) => given.map((segment) => segment[key]);
  const segments = { scores: column("score"), starts: column("start"), ends: column("end") };
  return suppress(segments, { overlap, keepsEqual: false, ofOwn: false }, extra);
}

Deno.test("suppress() drops the weaker of two that overlap, in pixel lengths and exact ones", () => {
  assert.deepEqual(kept(SEGMENTS, 0.6, 1), [0, 2, 4]);
  assert.deepEqual(kept(SEGMENTS, 0.6, 0), [0, 1, 2, 4]);
});

Deno.test("suppress() drops at the limit exactly", () => {
  const pair = [{ score: 1, start: 0, end: 4 }, { score: 0.5, start: 0, end: 2 }];
  assert.equal(kept(pair, 0.5, 0).length, 1);
  assert.equal(kept(pair, 0.51, 0).length, 2);
});

Deno.test("suppress() takes the later of equal scores first", () => {
  const equal = [0, 1, 2].map((start) => ({ score: 1, start, end: start + 10 }));
  assert.deepEqual(kept(equal, 0.5, 0), [2]);
  assert.deepEqual(kept(equal, 1, 0), [2, 1, 0]);
});

Deno.test("suppress() is not held back by what was itself dropped", () => {
  const chain = [[1, 0, 10], [0.9, 4, 14], [0.8, 8, 18]]
    .map(([score, start, end]) => ({ score: score!, start: start!, end: end! }));
  assert.deepEqual(kept(chain, 0.4, 0), [0, 2]);
});

Deno.test("suppress() keeps no segments of none", () => assert.deepEqual(kept([], 0.5, 1), []));

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
        const at = kept(given, limit, extra);
        assert.equal(new Set(at).size, at.length);
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
        const again = at.map((i) => given[i]!);
        assert.equal(kept(again, limit, extra).length, at.length);
      },
    ),
  );
});

Deno.test("suppress() keeps what comparing every pair keeps, on any scale and far from 0", () => {
  const segment = fc.record({
    score: fc.oneof(fc.constantFrom(0, 0.5), fc.double({ min: -1, max: 1, noNaN: true })),
    start: fc.oneof(fc.nat(12), fc.double({ min: 0, max: 12, noNaN: true })),
    length: fc.oneof(fc.nat(6), fc.double({ min: 0, max: 12, noNaN: true })),
  });
  const scale = fc.constantFrom(1e-6, 1 / 3, 1, 1e4);
  const offset = fc.constantFrom(0, -7.7, 1e5);
  const overlap = fc.constantFrom(0.1, 1 / 3, 0.5, 0.6, 1);
  fc.assert(
    fc.property(
      fc.array(segment, { maxLength: 40 }),
      scale,
      offset,
      overlap,
      fc.constantFrom<0 | 1>(0, 1),
      (list, scale, offset, overlap, extra) => {
        const given = list.map(({ score, start, length }) => ({
          score,
          start: offset + start * scale,
          end: offset + (start + length) * scale,
        }));
        assert.deepEqual(
          kept(given, overlap, extra).map((i) => given[i]),
          suppressPairwise(given, overlap, extra),
        );
      },
    ),
    { numRuns: 500 },
  );
});

/** Intersection over union of two segments of positive length. */
function overlap(a: ScoredSegment, b: ScoredSegment, extra: number): number {
  const shared = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start) + extra);
  return shared / ((a.end - a.start) + (b.end - b.start) + 2 * extra - shared);
}
