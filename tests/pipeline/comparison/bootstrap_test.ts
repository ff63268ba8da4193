import assert from "node:assert/strict";
import { drawMaps, drawnInterval } from "../../../pipeline/comparison/bootstrap.ts";
import { tallyVideos } from "../../../pipeline/comparison/tally.ts";
import { findProtocol, withThresholds } from "../../../specs/kinds/protocols/mod.ts";

const COUNT = 40;
const names = Array.from({ length: COUNT }, (_, i) => `v${i}`);
const truth = {
  subset: "test",
  videos: new Map(names.map((name) => [name, [{ index: 0, label: "dive", start: 0, end: 2 }]])),
  classes: ["dive"],
  labels: ["dive"],
};
const protocol = withThresholds(findProtocol("anet12"), [0.5]);

/** A method that finds the instance of the first `found` videos and nothing else: its mAP is their share. */
function method(found: number) {
  const detections = names.slice(0, found).map((video, i) => ({
    video,
    label: "dive",
    score: i,
    start: 0,
    end: 2,
  }));
  return tallyVideos(truth, detections, protocol, undefined, names);
}

const [half, more] = drawMaps([method(20), method(30)], 2000);

Deno.test("drawMaps(): the share of drawn videos that are found spreads as a binomial share", () => {
  const mean = half!.reduce((a, b) => a + b, 0) / half!.length;
  const variance = half!.reduce((sum, x) => sum + (x - mean) ** 2, 0) / half!.length;
  assert.ok(Math.abs(mean - 0.5) < 0.01, String(mean));
  assert.ok(Math.abs(Math.sqrt(variance) - Math.sqrt(0.25 / COUNT)) < 0.004, String(variance));
});

Deno.test("drawnInterval() of one pair is over videos alone: 25 +- 1.96 sqrt(0.25 0.75 / 40)", () => {
  const [low, high] = drawnInterval([{ variant: more!, baseline: half! }], 1, [0])!;
  const half95 = 196 * Math.sqrt(0.25 * 0.75 / COUNT);
  assert.ok(Math.abs(low - (25 - half95)) < 2, String(low));
  assert.ok(Math.abs(high - (25 + half95)) < 2, String(high));
});

Deno.test("drawnInterval() of a method with itself is 0, and turns with the sides", () => {
  assert.deepEqual(drawnInterval([{ variant: half!, baseline: half! }], 1, [0]), [0, 0]);
  const [low, high] = drawnInterval([{ variant: more!, baseline: half! }], 1, [0])!;
  const [other, another] = drawnInterval([{ variant: half!, baseline: more! }], 1, [0])!;
  assert.deepEqual(
    [other, another].map((x) => Math.round(x * 1e9)),
    [-high, -low].map((x) => Math.round(x * 1e9)),
  );
});

Deno.test("drawnInterval() draws seeds too: two seeds that disagree make it wider than either", () => {
  const pairs = [{ variant: more!, baseline: half! }, { variant: half!, baseline: more! }];
  const [low, high] = drawnInterval(pairs, 1, [0])!;
  assert.ok(low < -20 && high > 20, `${low} ${high}`);
});

Deno.test("drawnInterval() averages some of the thresholds, and of no pairs there is none", () => {
  const map = Float64Array.of(0.5, 0.1, 0.5, 0.1);
  const none = new Float64Array(4);
  assert.deepEqual(drawnInterval([{ variant: map, baseline: none }], 2, [0]), [50, 50]);
  assert.deepEqual(drawnInterval([{ variant: map, baseline: none }], 2, [0, 1]), [30, 30]);
  assert.equal(drawnInterval([], 2, [0]), undefined);
  assert.deepEqual(drawMaps([], 3), []);
});
