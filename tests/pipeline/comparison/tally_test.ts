import assert from "node:assert/strict";
import fc from "fast-check";
import type { Annotation } from "../../../pipeline/annotations/annotated_video.ts";
import type { Detection } from "../../../pipeline/annotations/detection.ts";
import type { GroundTruth } from "../../../pipeline/annotations/ground_truth.ts";
import { evaluate } from "../../../pipeline/evaluation/evaluation.ts";
import { protocolRules } from "../../../pipeline/kinds/protocols/protocol.ts";
import { mapOfDraw, tallyVideos } from "../../../pipeline/comparison/tally.ts";
import { findProtocol, PROTOCOLS } from "../../../specs/kinds/protocols/mod.ts";

const VIDEOS = ["a", "b", "c", "d"];

const span = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 5 }))
  .map(([start, length]) => ({ start, end: start + length }));
const label = fc.constantFrom("dive", "jump");

/** Instances, ambiguous intervals and predictions of some videos, and how often each video is drawn. */
const drawn = fc.record({
  instances: fc.array(fc.tuple(fc.constantFrom(...VIDEOS), label, span), { minLength: 1, maxLength: 8 }),
  ambiguous: fc.array(fc.tuple(fc.constantFrom(...VIDEOS), span), { maxLength: 2 }),
  predictions: fc.uniqueArray(
    fc.tuple(fc.constantFrom(...VIDEOS, "elsewhere"), label, span, fc.integer({ min: 0, max: 999 })),
    { selector: ([, , , score]) => score, maxLength: 30 },
  ),
  draws: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 5 }),
});

function truthOf(
  videos: ReadonlyMap<string, readonly Annotation[]>,
  ambiguous: GroundTruth["ambiguous"],
): GroundTruth {
  const classes = [...new Set([...videos.values()].flat().map(({ label }) => label))].sort();
  return { subset: "test", videos, classes, labels: classes, ...(ambiguous && { ambiguous }) };
}

Deno.test("mapOfDraw() is the mAP of data in which each video stands as often as it was drawn, under every protocol", () => {
  fc.assert(
    fc.property(drawn, fc.constantFrom(...PROTOCOLS.keys()), ({ draws, ...given }, kind) => {
      const protocol = findProtocol(kind);
      const videos = new Map<string, Annotation[]>(VIDEOS.map((video) => [video, []]));
      given.instances.forEach(([video, label, span], index) =>
        videos.get(video)!.push({ index, label, ...span })
      );
      const ambiguous = Map.groupBy(given.ambiguous, ([video]) => video);
      const intervals = new Map(
        Array.from(ambiguous, ([video, list]) => [video, list.map(([, span]) => span)]),
      );
      const detections = given.predictions.map(([video, label, span, score]): Detection => {
        return { video, label, score, ...span };
      });
      const truth = truthOf(videos, intervals);
      const tally = tallyVideos(truth, detections, protocol, undefined, ["elsewhere"]);
      assert.deepEqual(tally.videos, [...VIDEOS, "elsewhere"]);

      const copies = (video: string) =>
        Array.from({ length: draws[tally.videos.indexOf(video)]! }, (_, copy) => `${video} ${copy}`);
      const copied = <T>(map: ReadonlyMap<string, T>) =>
        new Map(
          Array.from(map, ([video, value]) => copies(video).map((copy) => [copy, value] as const)).flat(),
        );
      const again = truthOf(copied(videos), copied(intervals));
      const found = mapOfDraw(tally, draws);
      if (again.classes.length === 0) return assert.ok(found.every(Number.isNaN));
      const all = detections.flatMap((each) => copies(each.video).map((video) => ({ ...each, video })));
      const wanted = evaluate(again, all, protocol).map;
      found.forEach((value, t) => assert.ok(Math.abs(value - wanted[t]!) < 1e-12, `${value} ${wanted[t]}`));
    }),
    { numRuns: 300 },
  );
});

Deno.test("mapOfDraw() of every video once is the mAP itself, to the bit", () => {
  const videos = new Map([["a", [{ index: 0, label: "dive", start: 0, end: 3 }]], ["b", []]]);
  const detections = [
    { video: "b", label: "dive", score: 3, start: 0, end: 3 },
    { video: "a", label: "dive", score: 2, start: 0, end: 2.2 },
    { video: "a", label: "dive", score: 1, start: 0, end: 3 },
  ];
  const protocol = findProtocol("anet12");
  const truth = truthOf(videos, undefined);
  const once = mapOfDraw(tallyVideos(truth, detections, protocol), [1, 1]);
  assert.deepEqual([...once], evaluate(truth, detections, protocol).map);
});

Deno.test("mapOfDraw() takes a rule of an extension's own for average precision, which it knows by hits alone", () => {
  const videos = new Map([["a", [{ index: 0, label: "dive", start: 0, end: 3 }]], ["b", []]]);
  const detections = [
    { video: "b", label: "dive", score: 3, start: 0, end: 3 },
    { video: "a", label: "dive", score: 2, start: 0, end: 3 },
  ];
  const own = (hits: ArrayLike<number | boolean>, positives: number) => hits.length + positives / 10;
  const protocol = { ...findProtocol("anet12"), kind: "own" };
  const run = { kind: "own", create: () => ({ ...protocolRules(protocol), averagePrecision: own }) };
  const tally = tallyVideos(truthOf(videos, undefined), detections, protocol, new Map([["own", run]]));
  // Twice "b", which is wrong, and three times "a": ranks 3, 4 and 5 are right, of 3 that could be.
  assert.equal(mapOfDraw(tally, [3, 2])[0], 5.3);
});
