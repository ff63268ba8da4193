/** What every score promises: on a whole map and on a thresholded one, what its straightforward form gives. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { intervalsAbove } from "../../../../pipeline/kinds/groups/intervals_above.ts";
import { mapWithin, prefixSums, wholeMap } from "../../../../pipeline/inference/sums.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { SCORE_RUNS } from "../../../../pipeline/kinds/scores/mod.ts";
import { type Misuse, testFamily } from "../family.ts";

/** Options that scores have. */
interface Options {
  readonly margin: number;
  readonly outer_weight: number;
  readonly video_weight: number;
}

/** A score in its straightforward form: the part that is not the video's. */
interface Case {
  readonly misuse: Misuse;
  readonly score: (map: readonly number[], start: number, end: number, options: Options) => number;
}

const mean = (samples: readonly number[]) =>
  samples.reduce((sum, value) => sum + value, 0) / (samples.length || 1);
/** The samples from one position to before another, as far as there are some. */
const part = (map: readonly number[], from: number, to: number) =>
  map.filter((_, i) => Math.max(0, from) <= i && i < to);

const CASES: Readonly<Record<string, Case>> = {
  outer_inner_contrast: {
    misuse: {
      recipe: "inference: { score: { kind: outer_inner_contrast, margin: -1 } }",
      told: "inference.score.margin must be >= 0: current value is -1",
    },
    score(map, start, end, { margin }) {
      const width = margin * (end - start + 1);
      const outer = [
        ...part(map, Math.trunc(start - width), start),
        ...part(map, end + 1, Math.trunc(end + width) + 1),
      ];
      return mean(part(map, start, end + 1)) - mean(outer);
    },
  },
  inner_outer: {
    misuse: {
      recipe: "inference: { score: { kind: inner_outer, weight: 0.6 } }",
      told: 'Unknown key "weight" at inference.score.weight',
    },
    score(map, start, end, { margin, outer_weight }) {
      const after = end + 1; // the sample after the segment
      const width = margin * (after - start);
      const to = Math.min(map.length - 1, Math.trunc(after + width + 1));
      const outer = [...part(map, Math.trunc(start - width), start), ...part(map, after + 1, to)];
      return mean(part(map, start, after + 1)) - outer_weight * mean(outer);
    },
  },
  max: {
    misuse: {
      recipe: "inference: { score: { kind: max, margin: 0.25 } }",
      told: 'Unknown key "margin" at inference.score.margin',
    },
    score: (map, start, end) => Math.max(...map.slice(start, end + 1)),
  },
  mean: {
    misuse: {
      recipe: "inference: { score: { kind: mean, video_weight: a lot } }",
      told: 'Unexpected "lot" after the expression at inference.score.video_weight',
    },
    score: (map, start, end) => mean(map.slice(start, end + 1)),
  },
};

testFamily("scores", CASES);

for (const [kind, { score }] of Object.entries(CASES)) {
  Deno.test(`Score ${kind} is that of its straightforward form within 1e-9`, () => {
    const values = fc.float64Array({ min: -0.5, max: 1, noNaN: true, minLength: 1, maxLength: 300 });
    const options = fc.record({
      margin: fc.constantFrom(0, 0.1, 0.25, 0.5, 1.5),
      outer_weight: fc.constantFrom(0, 0.6, 1),
      video_weight: fc.constantFrom(0, 0.2, 0.7),
    });
    const threshold = fc.constantFrom(-Infinity, 0, 0.3);
    fc.assert(
      fc.property(
        values,
        fc.nat(),
        fc.nat(),
        options,
        threshold,
        fc.double({ min: -3, max: 3, noNaN: true }),
        (map, a, b, options, threshold, videoScore) => {
          const [start, end] = [a % map.length, b % map.length].sort((x, y) => x - y) as [number, number];
          const sums = prefixSums(map);
          const scored = threshold === -Infinity
            ? wholeMap(map, sums)
            : mapWithin(map, sums, intervalsAbove(map, [threshold]).get(threshold)!);
          const found = createKind(SCORE_RUNS, { kind, ...options })(scored, start, end, videoScore);
          const kept = [...map].map((value) => value < threshold ? 0 : value);
          const wanted = score(kept, start, end, options) + options.video_weight * videoScore;
          assert(Math.abs(found - wanted) <= 1e-9, `${found} is not ${wanted}`);
        },
      ),
      { numRuns: 500 },
    );
  });
}

const MAP = Float64Array.of(0.05, 0.1, 0.3, 0.8, 0.9, 0.7, 0.2, 0.1, 0, 0.4, 0.5, 0.1);

Deno.test("Score outer_inner_contrast has the values of published examples, and no outer part without margins", () => {
  const sums = prefixSums(MAP);
  const value = (start: number, end: number, margin: number, threshold = -Infinity) => {
    const map = mapWithin(MAP, sums, intervalsAbove(MAP, [threshold]).get(threshold)!);
    const score = createKind(SCORE_RUNS, { kind: "outer_inner_contrast", margin, video_weight: 0 });
    return Number(score(map, start, end, 1).toFixed(7));
  };
  assert.deepEqual([value(2, 6, 0.25, 0.2), value(2, 6, 0.25)], [0.58, 0.4966667]);
  assert.deepEqual([value(9, 10, 0.25, 0.2), value(9, 10, 0.25)], [0.45, 0.45]);
  assert.deepEqual([value(0, 11, 0.25), value(2, 6, 0)], [Number((4.15 / 12).toFixed(7)), 0.58]);
});
