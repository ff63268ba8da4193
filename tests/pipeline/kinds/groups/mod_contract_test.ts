/** What every group promises: at each of its thresholds, the intervals that its straightforward form finds. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { GROUP_RUNS } from "../../../../pipeline/kinds/groups/mod.ts";
import type { Intervals } from "../../../../pipeline/kinds/groups/intervals_above.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { compileSmall } from "../../../specs/compile/small.ts";
import { type Misuse, testFamily } from "../family.ts";

/** A group in its straightforward form. */
interface Case {
  readonly misuse: Misuse;
  readonly options: fc.Arbitrary<{ readonly strict: boolean }>;
  /** The threshold of each level as a value of the map. */
  // deno-lint-ignore no-explicit-any
  thresholds(map: readonly number[], options: any): readonly number[];
  /** What a sample of a segment must be above besides. */
  readonly floor: number;
}

/** Any numbers, and few that meet each other. */
const value = fc.oneof(
  fc.constantFrom(-0.5, 0, 0.1, 0.2, 0.30000000000000004, 0.5, 1),
  fc.double({ min: -1, max: 1, noNaN: true }),
);

const CASES: Readonly<Record<string, Case>> = {
  absolute: {
    misuse: {
      recipe:
        "inference: { proposals: { one: { group_on: cas, score_on: cas, thresholds: [0.5], least: 3 } } }",
      told: 'Unknown key "least" at inference.proposals.one.least',
    },
    options: fc.record({ thresholds: fc.array(value, { maxLength: 6 }), strict: fc.boolean() }),
    thresholds: (_, { thresholds }) => thresholds,
    floor: 0,
  },
  relative: {
    misuse: {
      recipe:
        "inference: { proposals: { one: { kind: relative, group_on: cas, score_on: cas, shares: [1.5] } } }",
      told: "inference.proposals.one.shares must be <= 1: current value is 1.5",
    },
    options: fc.record({
      shares: fc.array(fc.constantFrom(0, 0.25, 0.5, 1), { maxLength: 4 }),
      from: fc.constantFrom("zero", "min", "mean"),
      strict: fc.boolean(),
    }),
    thresholds(map, { shares, from }) {
      const [least, largest] = [Math.min(...map), Math.max(...map)];
      const mean = map.reduce((sum, each) => sum + each, 0) / map.length;
      const low = { zero: 0, min: least, mean }[from as "zero"];
      return least === largest ? [] : shares.map((share: number) => low + share * (largest - low));
    },
    floor: -Infinity,
  },
};

testFamily("groups", CASES);

/** Starts and ends of the stretches where something holds. */
function stretches(map: readonly number[], holds: (value: number) => boolean): number[][] {
  const bits = map.map((each) => holds(each) ? "1" : "0").join("");
  return [...bits.matchAll(/1+/g)].map(({ index, 0: { length } }) => [index, index + length - 1]);
}

const pairs = ({ starts, ends }: Intervals) => starts.map((start, i) => [start, ends[i]!]);

for (const [kind, { options, thresholds, floor }] of Object.entries(CASES)) {
  Deno.test(`Group ${kind} finds the intervals of its straightforward form, at equal values too`, () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), options, (map, chosen) => {
        const levels = createKind(GROUP_RUNS, { kind, ...chosen })(Float64Array.from(map));
        const wanted = thresholds(map, chosen).map((threshold) => {
          const counts = (each: number) => chosen.strict ? each > threshold : each >= threshold;
          return {
            threshold,
            intervals: stretches(map, (each) => counts(each) && each > floor),
            counted: stretches(map, counts),
          };
        });
        assert.deepEqual(
          levels.map(({ threshold, intervals, counted }) => ({
            threshold,
            intervals: pairs(intervals),
            counted: pairs(counted),
          })),
          wanted,
        );
      }),
      { numRuns: 500 },
    );
  });
}

Deno.test("A group without a kind is absolute, and has intervals of at least two samples scored as the section says", () => {
  const { proposals } = compileSmall(
    "inference: { proposals: { by_cas: null, one: { group_on: cas, score_on: cas, thresholds: [0.5] } } }",
  ).recipe.inference;
  assert.deepEqual(proposals!["one"], {
    kind: "absolute",
    group_on: "cas",
    score_on: "cas",
    thresholds: [0.5],
    strict: false,
    min_length: 2,
    extend: 0,
  });
});

Deno.test("A group may have a scaling and a score of its own", () => {
  const { proposals } = compileSmall(
    "inference: { proposals: { one: { kind: relative, group_on: cas, score_on: cas, shares: [0.5], from: min, normalize: none, score: max } } }",
  ).recipe.inference;
  const { kind, normalize, score, from } = proposals!["one"]!;
  assert.deepEqual([kind, normalize, score, from], [
    "relative",
    "none",
    { kind: "max", video_weight: 0 },
    "min",
  ]);
});
