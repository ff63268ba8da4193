import assert from "node:assert/strict";
import { timeAxis } from "../../../../pipeline/report/timeline/time_axis.ts";
import type { ReportVideo } from "../../../../pipeline/report/report_data.ts";

function video(parts: Partial<ReportVideo>): ReportVideo {
  return {
    id: "v",
    duration: 100,
    begin: 0,
    secondsPerSnippet: 1,
    labels: [],
    groundTruth: [],
    detections: [],
    curves: [],
    mined: [],
    ...parts,
  };
}

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
