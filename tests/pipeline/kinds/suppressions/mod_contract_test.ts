/** What every suppression promises: segments as its straightforward form gives them, and the columns left as they were. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { ScoredSegment, SegmentColumns } from "../../../../pipeline/inference/segments.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { SUPPRESSION_RUNS } from "../../../../pipeline/kinds/suppressions/mod.ts";
import { type Misuse, testFamily } from "../family.ts";
import { bestOf, intersectionOverUnion, sharedLength, suppressBy } from "../../inference/straightforward.ts";

/** A suppression in its straightforward form. */
interface Case<Options> {
  readonly misuse: Misuse;
  /** Options that change what stays. */
  readonly options: fc.Arbitrary<Options>;
  readonly suppress: (
    segments: readonly ScoredSegment[],
    options: Options,
    snippet: number,
  ) => ScoredSegment[];
}

type Length = "exact" | "plus_one" | "plus_snippet";
const lengths = fc.constantFrom<Length>("exact", "plus_one", "plus_snippet");
const extraOf = (length: Length, snippet: number) =>
  length === "exact" ? 0 : length === "plus_one" ? 1 : snippet;
const limits = fc.constantFrom(0.1, 1 / 3, 0.5, 0.6, 1);

const nms: Case<{ overlap: number; at_overlap: string; relative_to: string; length: Length }> = {
  misuse: {
    recipe: "inference: { suppress: { kind: nms, overlap: 0 } }",
    told: "inference.suppress.overlap must be > 0: current value is 0",
  },
  options: fc.record({
    overlap: limits,
    at_overlap: fc.constantFrom("drop", "keep"),
    relative_to: fc.constantFrom("union", "own"),
    length: lengths,
  }),
  suppress: (segments, { overlap, at_overlap, relative_to, length }, snippet) =>
    suppressBy(segments, (best, other) => {
      const extra = extraOf(length, snippet);
      const part = relative_to === "own"
        ? sharedLength(best, other, extra) / (other.end - other.start + extra)
        : intersectionOverUnion(best, other, extra);
      return at_overlap === "keep" ? part > overlap : part >= overlap;
    }),
};

/** Scores that fall whenever a segment is taken: of all that are left the best one, the later of equals. */
function soften(
  segments: readonly ScoredSegment[],
  factorOf: (best: ScoredSegment, other: ScoredSegment) => number,
): ScoredSegment[] {
  if (segments.length === 0) return [];
  const best = bestOf(segments);
  const others = segments.filter((other) => other !== best);
  return [
    best,
    ...soften(others.map((each) => ({ ...each, score: each.score * factorOf(best, each) })), factorOf),
  ];
}

const soft_nms: Case<{ sigma: number; length: Length }> = {
  misuse: {
    recipe: "inference: { suppress: { kind: soft_nms } }",
    told: 'Missing "sigma" at inference.suppress',
  },
  options: fc.record({ sigma: fc.constantFrom(0.05, 0.3, 2), length: lengths }),
  suppress: (segments, { sigma, length }, snippet) =>
    soften(
      segments,
      (best, other) => Math.exp(-(intersectionOverUnion(best, other, extraOf(length, snippet)) ** 2) / sigma),
    ),
};

const soft_nms_linear: Case<{ overlap: number; length: Length }> = {
  misuse: {
    recipe: "inference: { suppress: { kind: soft_nms_linear, overlap: 1.5 } }",
    told: "inference.suppress.overlap must be <= 1: current value is 1.5",
  },
  options: fc.record({ overlap: limits, length: lengths }),
  suppress: (segments, { overlap: least, length }, snippet) =>
    soften(segments, (best, other) => {
      const overlap = intersectionOverUnion(best, other, extraOf(length, snippet));
      return overlap >= least ? 1 - overlap : 1;
    }),
};

const soft_nms_once: Case<{ overlap: number; sigma: number; length: Length }> = {
  misuse: {
    recipe: "inference: { suppress: { kind: soft_nms_once, overlap: 0.4, sigma: 0.35, length: snippet } }",
    told: 'Unknown value "snippet" at inference.suppress.length',
  },
  options: fc.record({ overlap: limits, sigma: fc.constantFrom(0.05, 0.35, 2), length: lengths }),
  suppress(segments, { overlap: least, sigma, length }, snippet) {
    const overlapOf = (a: ScoredSegment, b: ScoredSegment) =>
      intersectionOverUnion(a, b, extraOf(length, snippet));
    const kept = suppressBy(segments, (best, other) => overlapOf(best, other) >= least);
    // Each of the others was moved by the first kept one that overlaps it.
    const movedBy = (best: ScoredSegment) =>
      segments.filter((other) =>
        !kept.includes(other) && kept.find((each) => overlapOf(each, other) >= least) === best
      );
    const last = kept.flatMap((best) =>
      none.suppress(movedBy(best), {}, snippet).map((each) => ({
        ...each,
        score: each.score * Math.exp(-(overlapOf(best, each) ** 2) / sigma),
      }))
    );
    return [...kept, ...last];
  },
};

const none: Case<unknown> = {
  misuse: {
    recipe: "inference: { suppress: { kind: none, overlap: 0.5 } }",
    told: 'Unknown key "overlap" at inference.suppress.overlap',
  },
  options: fc.constant({}),
  suppress: (segments) => segments.toReversed().sort((a, b) => b.score - a.score),
};

// deno-lint-ignore no-explicit-any
const CASES: Readonly<Record<string, Case<any>>> = { nms, soft_nms, soft_nms_linear, soft_nms_once, none };

const segment = fc.record({
  score: fc.oneof(fc.constantFrom(-0.5, 0, 0.5), fc.double({ min: -1, max: 1, noNaN: true })),
  start: fc.oneof(fc.nat(12), fc.double({ min: 0, max: 12, noNaN: true })),
  length: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.double({ min: 0.01, max: 12, noNaN: true })),
}).map(({ score, start, length }) => ({ score, start, end: start + length }));

function columnsOf(segments: readonly ScoredSegment[]): SegmentColumns {
  return {
    scores: segments.map(({ score }) => score),
    starts: segments.map(({ start }) => start),
    ends: segments.map(({ end }) => end),
  };
}

testFamily("suppressions", CASES);

for (const [kind, { options, suppress }] of Object.entries(CASES)) {
  Deno.test(`Suppression ${kind} gives to the bit what its straightforward form gives`, () => {
    const lists = fc.array(segment, { maxLength: 30 });
    fc.assert(
      fc.property(lists, options, fc.constantFrom(0.64, 1, 16 / 30), (list, chosen, snippet) => {
        const columns = columnsOf(list);
        const run = createKind(SUPPRESSION_RUNS, { kind, ...chosen as object });
        assert.deepEqual(run(columns, snippet), columnsOf(suppress(list, chosen, snippet)));
        assert.deepEqual(columns, columnsOf(list), "the columns stay as they are");
      }),
      { numRuns: 300 },
    );
  });
}
