import assert from "node:assert/strict";
import fc from "fast-check";
import { localize } from "../../../pipeline/inference/localize.ts";
import type { SignalValues } from "../../../pipeline/inference/score_maps.ts";
import { uniforms } from "../../../pipeline/random/draw.ts";
import { streamKey } from "../../../pipeline/random/stream.ts";
import type { InferenceSection } from "../../../specs/recipe/inference.ts";
import { group, rows, SECTION, signal } from "./section.ts";
import { localizeStraightforwardly, type Nms, suppressPairwise } from "./straightforward.ts";

/** Values of maps: any, and few that meet each other and the thresholds. */
const anyValue = fc.float({ min: -0.5, max: 1.5, noNaN: true });
const eighths = fc.integer({ min: -2, max: 8 }).map((n) => n / 8);

/** Signals of one video: a map per class, a map for all, scores. */
function signalsOf(value: fc.Arbitrary<number>, longest: number): fc.Arbitrary<Map<string, SignalValues>> {
  return fc.tuple(fc.integer({ min: 1, max: longest }), fc.integer({ min: 1, max: 3 })).chain(([T, C]) =>
    fc.record({
      perClass: fc.array(value, { minLength: T * C, maxLength: T * C }),
      whole: fc.oneof(
        fc.array(value, { minLength: T, maxLength: T }),
        value.map((same) => Array.from({ length: T }, () => same)),
      ),
      scores: fc.array(fc.constantFrom(0, 0.25, 0.5, 1), { minLength: C, maxLength: C }),
    }).map(({ perClass, whole, scores }) =>
      new Map([
        ["cas", signal([T, C], perClass)],
        ["attention", signal([T], whole)],
        ["video", signal([C], scores)],
      ])
    )
  );
}

/** Sections with every choice that changes segments. */
function sectionOf(
  threshold: fc.Arbitrary<number>,
  choices: { [Key in "normalize" | "upsample"]: fc.Arbitrary<InferenceSection[Key]> },
): fc.Arbitrary<InferenceSection> {
  const map = fc.constantFrom("cas", "attention");
  const contrast = fc.record({
    kind: fc.constant("outer_inner_contrast"),
    margin: fc.constantFrom(0, 0.25, 0.5, 2),
    video_weight: fc.constantFrom(0, 0.5),
  });
  const levels = fc.oneof(
    fc.record({ kind: fc.constant("absolute"), thresholds: fc.array(threshold, { maxLength: 12 }) }),
    fc.record({
      kind: fc.constant("relative"),
      shares: fc.array(fc.constantFrom(0, 0.25, 0.5, 1), { maxLength: 4 }),
      from: fc.constantFrom("zero", "min", "mean"),
    }),
  );
  const common = fc.record({
    group_on: map,
    score_on: fc.oneof(
      map,
      fc.constant("thresholded"),
      fc.dictionary(fc.constantFrom("cas", "attention", "thresholded"), fc.constantFrom(-1, 0.25, 0.5, 1), {
        minKeys: 1,
      }),
    ),
    strict: fc.boolean(),
    min_length: fc.constantFrom(1, 2, 3),
    normalize: fc.oneof(fc.constant(undefined), choices.normalize),
    score: fc.option(contrast, { nil: undefined }),
  });
  const group = fc.tuple(levels, common).map(([levels, common]) => ({ ...levels, ...common }));
  return fc.record({
    classes: fc.constant({ from: "video", threshold: 0.5, strict: false, fallback: "best" as const }),
    proposals: fc.array(group, { minLength: 1, maxLength: 3 }).map((groups) =>
      Object.fromEntries(groups.map((each, i) => [`group ${i}`, each]))
    ),
    normalize: choices.normalize,
    upsample: choices.upsample,
    tail: fc.constantFrom("extrapolate", "hold"),
    score: contrast,
    suppress: fc.record({
      kind: fc.constant("nms"),
      overlap: fc.constantFrom(0.2, 0.5, 0.6, 1),
      length: fc.constantFrom("plus_one", "exact"),
    }),
  });
}

const thresholds = fc.oneof(
  fc.constantFrom(-0.25, 0, 0.125, 0.5, 1),
  fc.double({ min: -1, max: 1, noNaN: true }),
);
const seconds = fc.constantFrom(1, 16 / 600, 0.3);

Deno.test("localize() finds the segments of the straightforward form in their order, scores within 1e-9", () => {
  const signals = fc.oneof(signalsOf(anyValue, 40), signalsOf(eighths, 40));
  const section = sectionOf(thresholds, {
    normalize: fc.constantFrom("minmax", "none"),
    upsample: fc.constantFrom(1, 4, 7, 24),
  });
  fc.assert(
    fc.property(signals, section, seconds, (signals, section, secondsPerSample) => {
      const { proposals, segments } = localize({ signals, secondsPerSample }, section);
      const expected = localizeStraightforwardly(signals, secondsPerSample, section);
      assert.deepEqual([...proposals.keys()], [...expected.keys()]);
      for (const [c, found] of proposals) {
        const wanted = expected.get(c)!.proposals;
        assert.deepEqual(found.map(({ start, end }) => [start, end]), wanted.map((s) => [s.start, s.end]));
        found.forEach(({ score }, i) => assert(Math.abs(score - wanted[i]!.score) <= 1e-9));
      }
      // Segments whose scores differ by rounding alone may change places, so suppression starts at the scores found.
      const { overlap, length } = section.suppress as unknown as Nms;
      const kept = [...proposals].flatMap(([classIndex, found]) =>
        suppressPairwise(found, overlap, length === "plus_one" ? 1 : 0).map((each) => ({
          classIndex,
          ...each,
        }))
      );
      assert.deepEqual(segments, kept);
    }),
    { numRuns: 300 },
  );
});

Deno.test("localize() equals the straightforward form to the bit, ties included, where sums are exact", () => {
  const section = sectionOf(fc.constantFrom(-0.25, 0, 0.125, 0.25, 0.5, 0.75), {
    normalize: fc.constant("none"),
    upsample: fc.constantFrom(1, 2, 4, 8),
  });
  fc.assert(
    fc.property(signalsOf(eighths, 30), section, seconds, (signals, section, secondsPerSample) => {
      const { proposals, segments } = localize({ signals, secondsPerSample }, section);
      const expected = localizeStraightforwardly(signals, secondsPerSample, section);
      const wanted = [...expected];
      assert.deepEqual(
        [...proposals].map(([c, found]) => [c, rows(found)]),
        wanted.map(([c, each]) => {
          return [c, rows(each.proposals)];
        }),
      );
      assert.deepEqual(rows(segments), wanted.flatMap(([, each]) => rows(each.segments)));
      assert.deepEqual(
        segments.map(({ classIndex }) => classIndex),
        wanted.flatMap(([c, each]) => each.segments.map(() => c)),
      );
    }),
    { numRuns: 300 },
  );
});

Deno.test("localize() keeps the segments of the straightforward form at many thresholds, where scores differ", () => {
  const steps = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i * 0.025);
  const section: InferenceSection = {
    ...SECTION,
    proposals: {
      own: group({ group_on: "cas", score_on: "thresholded", thresholds: steps(0, 10) }),
      other: group({ group_on: "attention", score_on: "cas", thresholds: steps(0.1, 33) }),
    },
    normalize: "minmax",
    upsample: 24,
    suppress: { kind: "nms", overlap: 0.6, length: "plus_one" },
  };
  for (const [seed, T] of [1, 2, 30, 60, 90, 120, 150, 180].entries()) {
    const draw = (name: string, count: number) => [...uniforms(count, streamKey(seed, name), 0)];
    const signals = new Map([
      ["cas", signal([T, 2], draw("cas", 2 * T))],
      ["attention", signal([T], draw("attention", T))],
      ["video", signal([2], [0.75, 0.5])],
    ]);
    const { segments } = localize({ signals, secondsPerSample: 16 / 600 }, section);
    const wanted = [...localizeStraightforwardly(signals, 16 / 600, section).values()]
      .flatMap((each) => each.segments);
    assert.deepEqual(segments.map(({ start, end }) => [start, end]), wanted.map((s) => [s.start, s.end]));
    segments.forEach(({ score }, i) => assert(Math.abs(score - wanted[i]!.score) <= 1e-9));
    assert(T < 30 || segments.length > T / 2);
  }
});
