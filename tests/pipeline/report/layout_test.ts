import assert from "node:assert/strict";
import fc from "fast-check";
import { classColours, COLOURS } from "../../../pipeline/report/charts/colours.ts";
import { type Interval, mergedIntervals, packLanes } from "../../../pipeline/report/timeline/intervals.ts";
import { thinPoints } from "../../../pipeline/report/charts/thin.ts";
import { timeAxis } from "../../../pipeline/report/timeline/time_axis.ts";
import type { ReportVideo } from "../../../pipeline/report/report_data.ts";

const INTERVALS = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 9 })).map((
    [start, length],
  ): Interval => [
    start,
    start + length,
  ]),
);

function video(parts: Partial<ReportVideo>): ReportVideo {
  return {
    id: "v",
    duration: 100,
    secondsPerSnippet: 1,
    labels: [],
    groundTruth: [],
    detections: [],
    curves: [],
    mined: [],
    ...parts,
  };
}

Deno.test("packLanes() uses the first lane that is free", () => {
  assert.deepEqual(packLanes([[0, 10], [5, 15], [10, 20], [12, 13], [30, 31]]), [0, 1, 0, 2, 0]);
});

Deno.test("packLanes() lets no interval cover another of its lane", () => {
  fc.assert(fc.property(INTERVALS, (intervals) => {
    const lanes = packLanes(intervals);
    for (const [i, a] of intervals.entries()) {
      for (const [j, b] of intervals.entries()) {
        if (i < j && lanes[i] === lanes[j]) assert.ok(a[1] <= b[0] || b[1] <= a[0]);
      }
    }
  }));
});

Deno.test("mergedIntervals() covers the same moments, each once", () => {
  fc.assert(fc.property(INTERVALS, (intervals) => {
    const merged = mergedIntervals(intervals);
    for (let moment = 0.5; moment < 50; moment++) {
      const covering = (list: readonly Interval[]) =>
        list.filter(([start, end]) => start < moment && moment < end).length;
      assert.equal(covering(merged), Math.min(1, covering(intervals)));
    }
  }));
  assert.deepEqual(mergedIntervals([[5, 2], [3, 3], [NaN, 1]]), []);
});

Deno.test("classColours() gives the classes of a video different colours, and a class the same over videos", () => {
  const labels = Array.from({ length: 12 }, (_, i) => `class ${i}`);
  const [first, second, third] = classColours([labels.slice(0, 4), ["class 2", "class 9"], [
    "class 1",
    "class 9",
  ]]);
  assert.deepEqual([...first!.values()], [0, 1, 2, 3]);
  assert.deepEqual([...second!], [["class 2", 2], ["class 9", 4]]);
  assert.deepEqual([...third!], [["class 1", 1], ["class 9", 4]]);
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(fc.constantFrom(...labels), { maxLength: COLOURS })), (videos) => {
      for (const colours of classColours(videos)) assert.equal(new Set(colours.values()).size, colours.size);
    }),
  );
});

Deno.test("classColours() repeats colours where a video has more classes than there are", () => {
  const [colours] = classColours([Array.from({ length: 20 }, (_, i) => `class ${i}`)]);
  assert.equal(colours!.size, 20);
  assert.ok([...colours!.values()].every((colour) => colour >= 0 && colour < COLOURS));
});

Deno.test("thinPoints() keeps a short series, and the mean and the extremes of a long one", () => {
  const points = [4, 1, 3, 2, 9].map((value, i) => ({ step: i + 1, value }));
  assert.deepEqual(thinPoints(points, 5).map(({ step, value }) => ({ step, value })), points);
  assert.deepEqual(thinPoints(points, 3), [
    { step: 1.5, value: 2.5, low: 1, high: 4 },
    { step: 3.5, value: 2.5, low: 2, high: 3 },
    { step: 5, value: 9, low: 9, high: 9 },
  ]);
  assert.deepEqual(thinPoints([], 3), []);
});

Deno.test("timeAxis() maps seconds to pixels and keeps other times at the ends", () => {
  const { x, left, right, width } = timeAxis(video({}));
  assert.deepEqual([left, right, width], [16, 966, 982]);
  assert.deepEqual([0, 25, 100, -3, 120].map(x), [16, 253.5, 966, 16, 966]);
});

Deno.test("timeAxis() counts seconds in a short video, minutes in a long one", () => {
  const texts = (duration: number) => timeAxis(video({ duration })).ticks.map(({ text }) => text);
  assert.deepEqual(texts(60).slice(0, 4), ["0", "5", "10", "15"]);
  assert.deepEqual(texts(600).slice(0, 3), ["0:00", "1:00", "2:00"]);
  assert.deepEqual(texts(7200).slice(-2), ["1:50:00", "2:00:00"]);
  assert.deepEqual(texts(0.4).slice(0, 3), ["0", "0.05", "0.1"]);
  assert.deepEqual(texts(5).slice(0, 3), ["0", "0.5", "1"]);
  for (const duration of [0.4, 5, 60, 212, 1500, 9999, 200000]) {
    assert.ok(texts(duration).length <= 17, `${duration}`);
  }
});

Deno.test("timeAxis() grows for short segments in a long video, up to a limit", () => {
  const groundTruth = [{ label: "a", start: 10, end: 14 }];
  assert.equal(timeAxis(video({ duration: 1500, groundTruth })).width, 32 + 1500 / 4 * 8);
  assert.equal(timeAxis(video({ duration: 150000, groundTruth })).width, 4000);
});

Deno.test("timeAxis() takes an unknown duration from what is known", () => {
  const curves = [{ name: "actionness", values: [1, 2, 3] }];
  assert.equal(timeAxis(video({ duration: NaN, curves })).duration, 3);
  assert.equal(timeAxis(video({ duration: 0 })).duration, 1);
});
