/** What every protocol promises: the average precisions of its straightforward form, whatever its axes. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Detection, Instance } from "../../../../pipeline/annotations/detection.ts";
import { MATCHES } from "../../../../pipeline/kinds/protocols/axes/match/mod.ts";
import { tiou } from "../../../../pipeline/kinds/protocols/axes/tiou.ts";
import { evaluate } from "../../../../pipeline/evaluation/evaluation.ts";
import { findProtocol } from "../../../../specs/kinds/protocols/mod.ts";
import type { Protocol } from "../../../../specs/kinds/protocols/protocol.ts";
import { type Misuse, testFamily } from "../family.ts";
import { averagePrecisionBy, MATCHES as STRAIGHTFORWARD, type Scene } from "./straightforward.ts";

/** A protocol: what it says besides what all of them share. */
interface Case {
  readonly misuse: Misuse;
  readonly axes: Partial<Protocol>;
}

/** A mistake in an axis of a protocol. */
function misuse(kind: string, options: string, told: string): Misuse {
  return { recipe: `evaluation: { protocol: { kind: ${kind}, ${options} } }`, told };
}

const SECONDS = {
  time: "seconds",
  ambiguous: "absent",
  match: "anet_greedy",
  iou: "continuous",
  ap: "interpolated",
  outside: "false_positive",
} as const;

const GRID = { ...SECONDS, time: { fps: 25, stride: 16 }, videos: 212, ambiguous: "drop" } as const;

const CASES: Readonly<Record<string, Case>> = {
  thumos14_seconds: {
    misuse: misuse(
      "thumos14_seconds",
      "ambiguous: yes",
      'Unknown value "yes" at evaluation.protocol.ambiguous',
    ),
    axes: { ...SECONDS, headline: "0.1:0.7" },
  },
  thumos14_seconds_212: {
    misuse: misuse(
      "thumos14_seconds_212",
      "videos: 0",
      "evaluation.protocol.videos must be >= 1: current value is 0",
    ),
    axes: { ...SECONDS, videos: 212 },
  },
  thumos14_grid_greedy: {
    misuse: misuse(
      "thumos14_grid_greedy",
      "time: { stride: -1 }",
      "evaluation.protocol.time.stride must be > 0: current value is -1",
    ),
    axes: GRID,
  },
  thumos14_grid_best: {
    misuse: misuse("thumos14_grid_best", "iou: sets", 'Unknown value "sets" at evaluation.protocol.iou'),
    axes: { ...GRID, match: "best_free", iou: "integer_sets" },
  },
  thumos14_grid_first: {
    misuse: misuse(
      "thumos14_grid_first",
      "match: first",
      'Unknown value "first" at evaluation.protocol.match',
    ),
    axes: { ...GRID, match: "first_fit", iou: "integer_sets", ap: "raw" },
  },
  thumos14_toolkit: {
    misuse: misuse("thumos14_toolkit", "max: 100", 'Unknown key "max" at evaluation.protocol.max'),
    axes: { ...SECONDS, ambiguous: "neutral", match: "toolkit", ap: "raw" },
  },
  anet12: {
    misuse: misuse(
      "anet12",
      'headline: "0.1:0.7"',
      'evaluation.protocol.headline must be one of the averages: found "0.1:0.7"',
    ),
    axes: { ...SECONDS, headline: "0.5:0.95" },
  },
  anet13: {
    misuse: misuse(
      "anet13",
      'averages: ["0.5:0.95", "0.5:0.98"]',
      'evaluation.protocol.averages.1 must be "first:last", two of the thresholds: found "0.5:0.98"',
    ),
    axes: { ...SECONDS, headline: "0.5:0.95" },
  },
};

testFamily("protocols", CASES);

/** So few places that many overlap equally; some are in the middle of a snippet, some are empty or reversed. */
const span = (least: number) =>
  fc.tuple(fc.nat(16), fc.integer({ min: least, max: 8 })).map(([start, length]) => ({
    start: start / 2,
    end: (start + length) / 2,
  }));
const labels = fc.constantFrom("a", "a", "a", "b");
const inVideos = <T>(list: fc.Arbitrary<T[]>) =>
  fc.array(list, { minLength: 2, maxLength: 2 })
    .map((videos) => new Map(videos.map((list, i) => [`v${i}`, list])));
const scene: fc.Arbitrary<Scene> = fc.record({
  videos: inVideos(fc.array(
    fc.record({ label: labels, span: span(1) }).map(({ label, span }) => ({ label, ...span })),
    { maxLength: 8 },
  )),
  ambiguous: inVideos(fc.array(span(1), { maxLength: 2 })),
  detections: fc.array(
    fc.record({
      span: span(-2),
      label: labels,
      video: fc.constantFrom("v0", "v1", "v2"),
      score: fc.oneof(fc.nat(3), fc.double({ noNaN: true, noDefaultInfinity: true })),
    }).map(({ span, ...others }): Detection => ({ ...others, ...span })),
    { maxLength: 40 },
  ),
});
const thresholds = fc.uniqueArray(fc.constantFrom(0.1, 0.2, 1 / 3, 0.5, 0.7, 1), { minLength: 1 })
  .map((list) => list.sort((a, b) => a - b));
const CLASSES = ["a", "b"];

/** Compares every average precision with its straightforward form. */
function compare(protocol: Protocol, { videos, ambiguous, detections }: Scene): void {
  const truth = { subset: "test", videos, ambiguous, classes: CLASSES, labels: CLASSES };
  const withIndices = new Map([...videos].map(([video, list]) => [
    video,
    list.map((each, index) => ({ ...each, index })),
  ]));
  const { ap, tiou } = evaluate({ ...truth, videos: withIndices }, detections, protocol);
  for (const label of CLASSES) {
    tiou.forEach((threshold, t) => {
      const expected = averagePrecisionBy(protocol, { videos, ambiguous, detections }, label, threshold);
      const found = ap[label]![t]!;
      assert.ok(Math.abs(found - expected) <= 1e-12, `${label} at ${threshold}: ${found} is not ${expected}`);
    });
  }
}

/** A protocol over other thresholds, without averages. */
const over = (protocol: Protocol, thresholds: readonly number[]) => ({
  ...protocol,
  thresholds,
  averages: [],
});

for (const [kind, { axes }] of Object.entries(CASES)) {
  Deno.test(`Protocol ${kind} gives within 1e-12 what its straightforward form gives`, () => {
    const protocol = findProtocol(kind);
    assert.deepEqual({ ...protocol, ...axes }, protocol);
    fc.assert(
      fc.property(
        scene,
        thresholds,
        (scene, list) => compare({ ...over(protocol, list), outside: "ignore" }, scene),
      ),
      { numRuns: 100 },
    );
  });
}

const AXES: { readonly [A in keyof Protocol]?: readonly Protocol[A][] } = {
  time: ["seconds", { fps: 25, stride: 16 }, { fps: 10, stride: 4 }],
  ambiguous: ["absent", "drop", "neutral"],
  match: ["anet_greedy", "best_free", "best_only", "first_fit", "toolkit"],
  iou: ["continuous", "integer_sets"],
  ap: ["interpolated", "raw"],
  outside: ["false_positive", "ignore"],
  max_per_video: [undefined, 1, 4],
};

const anyAxes = fc.record(
  Object.fromEntries(
    Object.entries(AXES).map(([axis, values]) => [axis, fc.constantFrom(...values as unknown[])]),
  ),
) as fc.Arbitrary<Partial<Protocol>>;

for (const [axis, values] of Object.entries(AXES)) {
  for (const value of values as unknown[]) {
    Deno.test(`Axis ${axis} at ${JSON.stringify(value) ?? "none"} gives within 1e-12 what its straightforward form gives`, () => {
      fc.assert(
        fc.property(anyAxes, scene, thresholds, (others, scene, list) => {
          const protocol = { ...over(findProtocol("thumos14_seconds"), list), ...others, [axis]: value };
          compare(protocol as Protocol, scene);
        }),
        { numRuns: 200 },
      );
    });
  }
}

/** One class in one video, and few places: nearly every prediction overlaps several instances equally. */
const crowd: fc.Arbitrary<Scene> = fc.record({
  videos: fc.array(fc.constantFrom([0, 2], [1, 3], [2, 4], [0, 4]), { minLength: 2, maxLength: 5 })
    .map((list) => new Map([["v0", list.map(([start, end]) => ({ label: "a", start: start!, end: end! }))]])),
  ambiguous: fc.constant(new Map()),
  detections: fc.array(
    fc.record({ start: fc.nat(3), length: fc.integer({ min: 1, max: 4 }), score: fc.nat(2) })
      .map(({ start, length, score }) => ({ video: "v0", label: "a", score, start, end: start + length })),
    { minLength: 2, maxLength: 8 },
  ),
});

for (const match of AXES.match!) {
  Deno.test(`Axis match at ${match} settles equal overlaps as its straightforward form does`, () => {
    fc.assert(
      fc.property(crowd, thresholds, (scene, list) => {
        compare({ ...over(findProtocol("thumos14_seconds"), list), match }, scene);
      }),
      { numRuns: 500 },
    );
  });
}

for (const match of AXES.match!) {
  Deno.test(`Axis match at ${match} says which instance a prediction takes`, () => {
    fc.assert(
      fc.property(crowd, thresholds, ({ videos, detections }, list) => {
        const instances = videos.get("v0")!;
        const found = MATCHES[match](detections, () => instances, list, tiou);
        list.forEach((threshold, t) => {
          const pairs = STRAIGHTFORWARD[match](detections, () => instances, { overlap: tiou, threshold });
          assert.deepEqual(
            Array.from(found[t]!),
            detections.map((each) =>
              pairs.has(each) ? 1 + instances.indexOf(pairs.get(each) as Instance) : 0
            ),
          );
        });
      }),
      { numRuns: 300 },
    );
  });
}
