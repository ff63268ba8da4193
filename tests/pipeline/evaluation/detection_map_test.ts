import assert from "node:assert/strict";
import fc from "fast-check";
import {
  interpolatedPrecision,
  rawPrecision,
} from "../../../pipeline/kinds/protocols/axes/average_precision.ts";
import type { Detection, Instance } from "../../../pipeline/annotations/detection.ts";
import { detectionMap } from "../../../pipeline/evaluation/detection_map.ts";
import { matchGreedily } from "../../../pipeline/kinds/protocols/axes/match/anet_greedy.ts";
import { checkAnnotations, groundTruthOf } from "../../../pipeline/annotations/ground_truth.ts";
import { checkPredictions } from "../../../pipeline/annotations/predictions.ts";
import { tiou } from "../../../pipeline/kinds/protocols/axes/tiou.ts";
import { ROOT } from "../../shared.ts";
import { averagePrecision } from "./straightforward.ts";

function close(actual: number, expected: number, tolerance = 1e-12): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

Deno.test("tiou() is intersection over union, and 0 without a union", () => {
  close(tiou({ start: 0, end: 4 }, { start: 2, end: 6 }), 2 / 6);
  assert.equal(tiou({ start: 1, end: 3 }, { start: 1, end: 3 }), 1);
  assert.equal(tiou({ start: 0, end: 1 }, { start: 1, end: 2 }), 0);
  assert.equal(tiou({ start: 1, end: 1 }, { start: 1, end: 1 }), 0);
  assert.equal(tiou({ start: 5, end: 2 }, { start: 0, end: 9 }), 0, "a reversed segment");
});

Deno.test("interpolatedPrecision() and rawPrecision() give the hand-checked values", () => {
  close(interpolatedPrecision([1, 0, 1], 2), 0.5 + 0.5 * 2 / 3);
  close(rawPrecision([1, 0, 1], 2), 0.5 + 0.5 * 2 / 3);
  close(interpolatedPrecision([0, 1, 1], 2), 2 / 3);
  close(rawPrecision([0, 1, 1], 2), (1 / 2 + 2 / 3) / 2);
  // Each true one counts for three: 3 of 3, then 6 of 7; raw begins with 3 of 4.
  close(interpolatedPrecision([1, 0, 1], 2, 3), 0.5 + 0.5 * 6 / 7);
  close(rawPrecision([0, 1, 1], 2, 3), (3 / 4 + 6 / 7) / 2);
  assert.equal(interpolatedPrecision([], 3), 0);
  assert.equal(interpolatedPrecision([0, 0], 0), 0);
  assert.equal(interpolatedPrecision([true, false], 1), 1);
});

Deno.test("interpolatedPrecision() is the area under the monotone precision-recall curve", () => {
  fc.assert(fc.property(fc.array(fc.boolean()), fc.nat(5), (hits, missed) => {
    const positives = hits.filter(Boolean).length + missed;
    const precision = hits.map((_, i) => hits.slice(0, i + 1).filter(Boolean).length / (i + 1));
    const area = hits.reduce(
      (sum, hit, i) => sum + (hit ? Math.max(...precision.slice(i)) / positives : 0),
      0,
    );
    close(interpolatedPrecision(hits, positives), area);
  }));
});

const at = (start: number, end: number) => ({ start, end });

Deno.test("matchGreedily() counts a second detection of an instance as false", () => {
  const instances = [at(0, 10)];
  const hits = matchGreedily([at(0, 8), at(0, 7)], () => instances, [0.5], tiou);
  assert.deepEqual(hits, [Uint32Array.of(1, 0)]);
});

Deno.test("matchGreedily() gives of two equally good instances the later", () => {
  const instances = [at(0, 4), at(6, 10)];
  // The first prediction overlaps both by 1 of 7; the second is exactly one of them.
  const later = matchGreedily([at(3, 7), at(6, 10)], () => instances, [0.1], tiou);
  const earlier = matchGreedily([at(3, 7), at(0, 4)], () => instances, [0.1], tiou);
  assert.deepEqual([later[0], earlier[0]], [Uint32Array.of(2, 0), Uint32Array.of(2, 1)]);
});

Deno.test("matchGreedily() takes the next best instance that is free, at each threshold apart", () => {
  const instances = [at(0, 10), at(0, 6)];
  const hits = matchGreedily([at(0, 10), at(0, 9)], () => instances, [0.5, 0.7], tiou);
  assert.deepEqual(hits, [Uint32Array.of(1, 2), Uint32Array.of(1, 0)]);
});

Deno.test("matchGreedily() matches within a video alone", () => {
  const videos = [[at(0, 10)], [at(0, 10)], []];
  const predictions = [1, 0, 2, 0].map((video) => ({ ...at(0, 10), video }));
  const hits = matchGreedily(predictions, ({ video }) => videos[video]!, [0.5], tiou);
  assert.deepEqual(hits, [Uint32Array.of(1, 1, 0, 0)]);
});

const THRESHOLDS = [0.1, 0.5, 0.9];
const AVERAGES = { low: [0.1, 0.5], all: THRESHOLDS };
const VIDEOS = new Map<string, Instance[]>([
  ["v1", [{ label: "a", ...at(0, 10) }, { label: "b", ...at(20, 30) }]],
  ["v2", [{ label: "a", ...at(5, 6) }]],
]);

Deno.test("detectionMap() is 0 without detections and lists every class", () => {
  const { map, ap, averages } = detectionMap(VIDEOS, [], ["a", "b"], THRESHOLDS, AVERAGES);
  assert.deepEqual(map, [0, 0, 0]);
  assert.deepEqual(ap, { a: [0, 0, 0], b: [0, 0, 0] });
  assert.deepEqual(averages, { low: 0, all: 0 });
});

Deno.test("detectionMap() counts detections in other videos as false and averages over classes", () => {
  const detections: Detection[] = [
    { video: "elsewhere", label: "a", score: 3, ...at(0, 10) },
    { video: "v1", label: "a", score: 2, ...at(0, 10) },
    { video: "v2", label: "b", score: 9, ...at(5, 6) },
  ];
  const { map, ap } = detectionMap(VIDEOS, detections, ["a", "b"], THRESHOLDS, AVERAGES);
  assert.deepEqual(ap, { a: [0.25, 0.25, 0.25], b: [0, 0, 0] });
  assert.deepEqual(map, [0.125, 0.125, 0.125]);
});

Deno.test("detectionMap() ranks of equal scores the later detection first", () => {
  const right: Detection = { video: "v2", label: "a", score: 1, ...at(5, 6) };
  const wrong: Detection = { video: "v2", label: "a", score: 1, ...at(8, 9) };
  const ap = (list: Detection[]) => detectionMap(VIDEOS, list, ["a"], [0.5], {}).ap["a"]![0];
  assert.equal(ap([wrong, right]), 0.5);
  assert.equal(ap([right, wrong]), 0.25);
});

Deno.test("detectionMap() refuses an average over a threshold that it does not compute", () => {
  assert.throws(() => detectionMap(VIDEOS, [], ["a"], [0.5], { low: [0.3] }), /tIoU 0.3/);
});

const spans = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 12 }))
  .map(([start, length]) => at(start, start + length));
const labels = fc.constantFrom("a", "b", "c");
const truth = fc.array(
  fc.array(fc.record({ span: spans, label: labels }).map(({ span, label }) => ({ label, ...span })), {
    maxLength: 6,
  }),
  { minLength: 1, maxLength: 4 },
).filter((videos) => videos.some((list) => list.length > 0));
const found = fc.array(fc.record({ span: spans, label: labels, video: fc.nat(4) }), { maxLength: 30 });

/** Detections with scores that all differ. */
function distinct(
  items: readonly { span: { start: number; end: number }; label: string; video: number }[],
): Detection[] {
  return items.map(({ span, label, video }, i) => ({
    ...span,
    label,
    video: `v${video}`,
    score: (i * 7919) % 1009,
  }));
}

function named(videos: readonly Instance[][]): Map<string, Instance[]> {
  return new Map(videos.map((list, i) => [`v${i}`, list]));
}

function classesOf(videos: readonly Instance[][]): string[] {
  return [...new Set(videos.flat().map(({ label }) => label))].sort();
}

Deno.test("detectionMap() does not depend on the order of videos or of detections with different scores", () => {
  fc.assert(fc.property(truth, found, (videos, items) => {
    const classes = classesOf(videos);
    const detections = distinct(items);
    const forward = detectionMap(named(videos), detections, classes, THRESHOLDS, AVERAGES);
    const backward = new Map([...named(videos)].reverse());
    assert.deepEqual(detectionMap(backward, detections.toReversed(), classes, THRESHOLDS, AVERAGES), forward);
  }));
});

Deno.test("detectionMap() does not depend on a monotone change of the scores or on the scale of time", () => {
  fc.assert(fc.property(truth, found, (videos, items) => {
    const classes = classesOf(videos);
    const detections = distinct(items);
    const scale = <T extends Instance>(item: T): T => ({ ...item, start: item.start * 4, end: item.end * 4 });
    assert.deepEqual(
      detectionMap(
        named(videos.map((list) => list.map(scale))),
        detections.map((one) => ({ ...scale(one), score: Math.exp(one.score / 1009) })),
        classes,
        THRESHOLDS,
        AVERAGES,
      ),
      detectionMap(named(videos), detections, classes, THRESHOLDS, AVERAGES),
    );
  }));
});

Deno.test("detectionMap() falls with the threshold for a lone prediction per video and stays in [0, 1]", () => {
  fc.assert(fc.property(truth, found, (videos, items) => {
    const { map } = detectionMap(named(videos), distinct(items), classesOf(videos), THRESHOLDS, {});
    assert.ok(map.every((value) => value >= 0 && value <= 1));
    const lone = items.filter(({ video }, i) => items.findIndex((one) => one.video === video) === i);
    const { map: falling } = detectionMap(named(videos), distinct(lone), classesOf(videos), THRESHOLDS, {});
    assert.ok(falling.every((value, t) => t === 0 || value <= falling[t - 1]!));
  }));
});

Deno.test("detectionMap() is 1 at every threshold for the ground truth itself, whatever the scores", () => {
  fc.assert(fc.property(truth, fc.infiniteStream(fc.double({ noNaN: true })), (videos, scores) => {
    const perfect = videos.flatMap((list, i) =>
      list.map((instance) => ({ ...instance, video: `v${i}`, score: scores.next().value! }))
    );
    const { map } = detectionMap(named(videos), perfect, classesOf(videos), [0.1, 0.5, 1], {});
    map.forEach((value) => close(value, 1));
  }));
});

Deno.test("detectionMap() is that of the straightforward form within 1e-12, equal scores and tIoUs included", () => {
  const score = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
  // So few places that many overlap equally; a detection may be empty or reversed.
  const span = (least: number) =>
    fc.tuple(fc.nat(8), fc.integer({ min: least, max: 4 })).map(([start, length]) =>
      at(start, start + length)
    );
  const labels = fc.constantFrom("a", "a", "a", "b");
  const instance = fc.record({ span: span(1), label: labels }).map(({ span, label }) => ({ label, ...span }));
  const truth = fc.array(fc.array(instance, { maxLength: 12 }), { minLength: 1, maxLength: 2 });
  const detection = fc.record({ span: span(-2), label: labels, video: fc.nat(2), score });
  const list = fc.array(detection, { maxLength: 60 });
  const thresholds = fc.uniqueArray(fc.constantFrom(0.1, 0.2, 1 / 3, 0.5, 0.7, 1), { minLength: 1 });
  fc.assert(
    fc.property(truth, list, thresholds, (videos, items, thresholds) => {
      const detections = items.map(({ span, label, video, score }): Detection => {
        return { ...span, label, video: `v${video}`, score };
      });
      const classes = ["a", "b", "c"];
      const { ap, map } = detectionMap(named(videos), detections, classes, thresholds, {});
      for (const [t, threshold] of thresholds.entries()) {
        const expected = classes.map((label) =>
          averagePrecision(named(videos), detections, label, threshold)
        );
        classes.forEach((label, c) => close(ap[label]![t]!, expected[c]!));
        close(map[t]!, expected.reduce((a, b) => a + b, 0) / classes.length);
      }
    }),
    { numRuns: 500 },
  );
});

for (const seed of [0, 1, 2]) {
  Deno.test(`detectionMap() reproduces the map cases of fixture ${seed}`, () => {
    const fixture = JSON.parse(Deno.readTextFileSync(`${ROOT}/tests/fixtures/cola/map.s${seed}.json`));
    assert.ok(fixture.cases.length > 0);
    for (const { name, gt, results, subset, expect } of fixture.cases) {
      const { videos, classes, labels } = groundTruthOf(checkAnnotations(gt, name), subset, name);
      const { detections } = checkPredictions({ results }, labels, name);
      const { map, ap, averages } = detectionMap(videos, detections, classes, expect.tiou, {
        all: expect.tiou,
      });
      assert.deepEqual(Object.keys(ap), Object.keys(expect.ap).sort());
      map.forEach((value, t) => close(value, expect.mAP[t]));
      for (const label of classes) ap[label]!.forEach((value, t) => close(value, expect.ap[label][t]));
      close(averages["all"]!, expect.average);
    }
  });
}
