import assert from "node:assert/strict";
import { inSeconds, unitWarnings } from "../../../../pipeline/annotations/predictions/times.ts";
import type { AnnotatedVideo } from "../../../../pipeline/annotations/annotated_video.ts";

function video(duration: number | undefined, ...ends: number[]): AnnotatedVideo {
  const annotations = ends.map((end, index) => ({ label: "x", start: 0, end, index }));
  return {
    subset: "test",
    labels: annotations,
    annotations,
    ...(duration === undefined ? {} : { duration }),
  };
}
const timed = (videos: Record<string, AnnotatedVideo>) => ({
  file: "gt.json",
  videos: new Map(Object.entries(videos)),
});
const spans = (all: Record<string, readonly (readonly [number, number])[]>) =>
  Object.entries(all).flatMap(([video, list]) =>
    list.map(([start, end]) => ({ video, label: "x", score: 1, start, end }))
  );

Deno.test("unitWarnings() tells frames and fractions by durations, and leaves seconds alone", () => {
  const videos = timed({ a: video(60, 30), b: video(40, 20), c: video(10, 5) });
  assert.deepEqual(unitWarnings(spans({ a: [[0, 60]], b: [[1, 43]], other: [[0, 9000]] }), videos), []);
  assert.deepEqual(unitWarnings(spans({ a: [[0, 30], [30, 1500]], b: [[1, 1000]], c: [[1, 9]] }), videos), [
    '2 of 4 predictions, in 2 of 3 videos, end past their video: in "a" at 1500, where the video ends at 60 s. ' +
    "If they are in frames, add --time frames, and --fps 25 where all videos have 25 per second",
  ]);
  assert.deepEqual(unitWarnings(spans({ a: [[0, 30], [30, 1500]], b: [[1, 20]] }), videos), [
    '1 of 3 predictions, in 1 of 2 videos, end past their video: in "a" at 1500, where the video ends at 60 s. ' +
    "Times must be in seconds, in every video",
  ]);
  assert.deepEqual(unitWarnings(spans({ a: [[0, 30], [-9, -3]], b: [[1, 20]] }), videos), [
    '1 video of 2 with predictions that end before 0, such as "a" at -3 s: they match nothing. ' +
    "Times are seconds from the start of the video",
  ]);
  assert.deepEqual(unitWarnings(spans({ a: [[0, 0.5], [0.5, 1]], b: [[0.1, 0.25]] }), videos), [
    "No prediction ends later than 1 s, in videos of up to 60 s. If they are fractions of the video, add --time fraction",
  ]);
  assert.deepEqual(unitWarnings(spans({ c: [[0, 1]] }), timed({ c: video(2, 1) })), []);
  assert.deepEqual(unitWarnings([], videos), []);
});

Deno.test("unitWarnings() tells milliseconds and percentages, and times that were read as another unit", () => {
  const videos = timed({ a: video(60, 30), b: video(40, 20), c: video(10, 5) });
  const first = (all: Parameters<typeof spans>[0], unit?: "frames" | "fraction") =>
    unitWarnings(spans(all), videos, unit)[0] ?? "";
  assert.match(
    first({ a: [[0, 30_000]], b: [[1000, 20_000]], c: [[0, 9000]] }),
    /If they are in milliseconds, divide them by 1,000$/,
  );
  assert.match(
    first({ a: [[0, 90]], b: [[10, 100]], c: [[0, 70]] }),
    /If they are percentages of the video, .* if they are in frames, /,
  );
  assert.match(
    first({ a: [[0, 1500]], b: [[10, 800]], c: [[0, 70]] }, "fraction"),
    /They were read as fractions of the video: leave out --time fraction where they are in seconds$/,
  );
  assert.equal(
    first({ a: [[0, 2.4]], b: [[1, 1.5]], c: [[0, 0.4]] }, "frames"),
    'All predictions end in the first eighth of the video in 3 of 3 videos: in "b" at 1.5 of 40 s. ' +
      "They were read as frames: leave out --time frames where they are in seconds",
  );
  assert.equal(first({ a: [[0, 50]], b: [[1, 1.5]] }, "frames"), "");
  assert.match(
    first({ a: [[0, 0.9]], b: [[0.1, 0.5]] }, "frames"),
    /They were read as frames: leave out --time frames where/,
  );
  assert.deepEqual(unitWarnings(spans({ a: [[0, 30]], b: [[1, 39]] }), videos, "frames"), []);
});

Deno.test("unitWarnings() tells of many predictions that start before their video", () => {
  const videos = timed({ a: video(60, 30) });
  assert.deepEqual(unitWarnings(spans({ a: [[-30, 8], [-2, 9], [3, 20]] }), videos), [
    '2 of 3 predictions start before 0, such as at -30 s in "a". Times are seconds from the start of the video',
  ]);
  assert.deepEqual(unitWarnings(spans({ a: [[-1, 8], [2, 9], [3, 20], [4, 5]] }), videos), []);
});

Deno.test("unitWarnings() goes by the last annotation where durations are unknown", () => {
  const videos = timed({ a: video(undefined, 3, 30), b: video(undefined) });
  assert.deepEqual(unitWarnings(spans({ a: [[0, 200]], b: [[0, 900]] }), videos), []);
  assert.match(unitWarnings(spans({ a: [[0, 300]] }), videos)[0]!, /where the last annotation ends at 30 s/);
  const frames = timed({ a: video(undefined, 750), b: video(undefined, 500) });
  assert.deepEqual(unitWarnings(spans({ a: [[3, 30]], b: [[1, 20]] }), frames), [
    'Annotations end far later than predictions in 2 of 2 videos: in "a" at 750, the predictions at 30. ' +
    "Both must be in seconds, from the start of the video",
  ]);
  assert.deepEqual(unitWarnings(spans({ a: [[3, 300]], b: [[1, 20]] }), frames), []);
});

Deno.test("inSeconds() divides frames and multiplies fractions, and names videos that lack what it takes", () => {
  const videos = timed({ a: { ...video(60, 30), fps: 30 }, b: { ...video(40, 20), fps: 20 } });
  const found = spans({ a: [[30, 60]], b: [[20, 60]], other: [[1, 2]] });
  const times = (list: readonly { start: number; end: number }[]) =>
    list.map(({ start, end }) => [start, end]);
  assert.deepEqual(times(inSeconds(found, "frames", videos)), [[1, 2], [1, 3], [1, 2]]);
  assert.deepEqual(times(inSeconds(found, "frames", videos, 10)), [[3, 6], [2, 6], [1, 2]]);
  assert.deepEqual(times(inSeconds(spans({ a: [[0.5, 1]], b: [[0, 0.25]] }), "fraction", videos)), [
    [30, 60],
    [0, 10],
  ]);
  const bare = timed({ a: video(undefined, 30), b: { ...video(40, 20), fps: 20 } });
  assert.throws(() => inSeconds(found, "frames", bare), {
    message: '"gt.json" has no frame rate of 1 of 2 predicted videos, such as "a"',
  });
  assert.throws(() => inSeconds(found, "fraction", bare), {
    message: '"gt.json" has no duration of 1 of 2 predicted videos, such as "a"',
  });
});
