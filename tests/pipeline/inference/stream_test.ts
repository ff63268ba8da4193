import assert from "node:assert/strict";
import { localize } from "../../../pipeline/inference/localize.ts";
import { reachedClasses, videoScores } from "../../../pipeline/inference/stream.ts";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import type { InferenceSection, InferenceStream } from "../../../specs/recipe/inference.ts";
import { group, rows, SECTION, signal } from "./section.ts";

const { classes: _, proposals: __, ...COMMON } = SECTION;

/** A stream of one map, whose segments are as good as their mean. */
function stream(name: string, more: Partial<InferenceStream> = {}): InferenceStream {
  return {
    classes: { from: `${name}_video`, threshold: 0.5, strict: false, fallback: "none" },
    proposals: { one: group({ group_on: `${name}_map`, score_on: `${name}_map`, thresholds: [0.5, 0.75] }) },
    ...more,
  };
}

const WHOLE: InferenceSection = {
  ...COMMON,
  score: { kind: "mean", video_weight: 0 },
  suppress: { kind: "nms", overlap: 0.5, at_overlap: "drop", relative_to: "union", length: "exact" },
  streams: { rgb: stream("rgb"), flow: stream("flow") },
};

/** Maps of three classes; rgb predicts 0 and 1, flow 1 and 2. */
const SIGNALS = new Map([
  ["rgb_video", signal([3], [0.5, 0.9, 0.25])],
  ["flow_video", signal([3], [0.25, 0.625, 0.75])],
  [
    "rgb_map",
    signal([6, 3], [
      ...[0, 0, 0],
      ...[0.5, 0.75, 0],
      ...[1, 0.75, 0],
      ...[1, 0, 0],
      ...[0, 0, 0],
      ...[0, 0, 0],
    ]),
  ],
  [
    "flow_map",
    signal([6, 3], [
      ...[0, 0, 0.75],
      ...[0, 1, 0.75],
      ...[0, 1, 0],
      ...[0, 0.5, 0],
      ...[0, 1, 0],
      ...[0, 1, 0],
    ]),
  ],
]);

const find = (inference: InferenceSection) => localize({ signals: SIGNALS, secondsPerSample: 2 }, inference);
const segmentsOf = (inference: InferenceSection) =>
  find(inference).segments.map(({ classIndex, score, start, end }) => [classIndex, score, start, end]);

Deno.test("each stream has its own classes, and a class the segments of all that predict it", () => {
  const { classes, proposals, streams } = find(WHOLE);
  assert.deepEqual(classes, [0, 1, 2]);
  assert.deepEqual([...streams].map(([name, { classes }]) => [name, classes]), [
    ["rgb", [0, 1]],
    ["flow", [1, 2]],
  ]);
  const mean = (0.5 + 1 + 1) / 3;
  assert.deepEqual(rows(proposals.get(0)!), [[mean, 2, 8], [1, 4, 8]]);
  assert.deepEqual(rows(proposals.get(1)!), [
    ...[[0.75, 2, 6], [0.75, 2, 6]],
    ...[[0.9, 2, 12], [1, 2, 6], [1, 8, 12]],
  ]);
  assert.deepEqual(rows(proposals.get(2)!), [[0.75, 0, 4], [0.75, 0, 4]]);
});

Deno.test("the segments of all streams are thinned out together, those of one alone too unless they are kept", () => {
  const both = [[1, 1, 8, 12], [1, 1, 2, 6], [1, 0.9, 2, 12]];
  assert.deepEqual(segmentsOf(WHOLE), [[0, 1, 4, 8], ...both, [2, 0.75, 0, 4]]);
  assert.deepEqual(segmentsOf({ ...WHOLE, alone: "suppress" }), segmentsOf(WHOLE));
  assert.deepEqual(segmentsOf({ ...WHOLE, alone: "keep" }), [
    ...[[0, 2.5 / 3, 2, 8], [0, 1, 4, 8]],
    ...both,
    ...[[2, 0.75, 0, 4], [2, 0.75, 0, 4]],
  ]);
});

Deno.test("a stream thins out its own segments before they meet the others", () => {
  const own = { kind: "nms", overlap: 0.1, at_overlap: "drop", relative_to: "union", length: "exact" };
  const inference: InferenceSection = {
    ...WHOLE,
    alone: "keep",
    suppress: { kind: "none" },
    streams: { rgb: stream("rgb", { suppress: own }), flow: stream("flow") },
  };
  const { streams, segments } = find(inference);
  assert.deepEqual(rows(streams.get("rgb")!.segments), [[1, 4, 8], [0.75, 2, 6]]);
  assert.deepEqual(rows(streams.get("rgb")!.proposals.get(1)!), [[0.75, 2, 6], [0.75, 2, 6]]);
  assert.deepEqual(rows(segments), [
    ...[[1, 4, 8]],
    ...[[1, 8, 12], [1, 2, 6], [0.9, 2, 12], [0.75, 2, 6]],
    ...[[0.75, 0, 4], [0.75, 0, 4]],
  ]);
});

Deno.test("a stream that predicts a class without a segment leaves the other alone", () => {
  const inference: InferenceSection = {
    ...WHOLE,
    alone: "keep",
    streams: {
      rgb: stream("rgb"),
      flow: stream("flow", {
        proposals: {
          one: group({ group_on: "flow_map", score_on: "flow_map", thresholds: [0.5], min_length: 6 }),
        },
      }),
    },
  };
  assert.deepEqual(segmentsOf(inference).filter(([c]) => c === 1), [[1, 0.75, 2, 6], [1, 0.75, 2, 6]]);
  assert.deepEqual(segmentsOf(inference).filter(([c]) => c === 2), []);
});

Deno.test("one stream finds what a section without streams does", () => {
  const { classes, proposals, suppress } = stream("flow", { suppress: WHOLE.suppress });
  const { streams: _, ...rest } = WHOLE;
  const plain = find({ ...rest, classes, proposals });
  const own = find({ ...WHOLE, alone: "keep", streams: { flow: { classes, proposals, suppress } } });
  const together = find({ ...WHOLE, streams: { flow: { classes, proposals } } });
  assert.deepEqual([own.segments, together.segments], [plain.segments, plain.segments]);
  assert.equal(plain.streams.size, 0);
});

Deno.test("a group may end its segments later than their intervals", () => {
  const one = group({ group_on: "rgb_map", score_on: "rgb_map", thresholds: [0.5], extend: 3 });
  const { segments } = find({ ...WHOLE, streams: { rgb: stream("rgb", { proposals: { one } }) } });
  assert.deepEqual(rows(segments), [[2.5 / 3, 2, 14], [0.75, 2, 12]]);
});

Deno.test("the scores of a video are the largest of its streams, and its classes those that any predicts", () => {
  assert.deepEqual(videoScores(SIGNALS, WHOLE), Float32Array.of(0.5, 0.9, 0.75));
  assert.deepEqual(reachedClasses(SIGNALS, WHOLE), [0, 1, 2]);
  const high = (name: string) =>
    stream(name, {
      classes: { from: `${name}_video`, threshold: 0.7, strict: false, fallback: "best" },
    });
  const strict = { ...WHOLE, streams: { rgb: high("rgb"), flow: high("flow") } };
  assert.deepEqual(reachedClasses(SIGNALS, strict), [1, 2]);
  const none = {
    ...WHOLE,
    streams: { rgb: { ...high("rgb"), classes: { ...high("rgb").classes, threshold: 2 } } },
  };
  assert.deepEqual([reachedClasses(SIGNALS, none), find(none).classes], [[], [1]]);
});

Deno.test("a signal of any stream that is not finite is named", () => {
  const signals = new Map(SIGNALS).set("flow_map", signal([6, 3], Array.from({ length: 18 }, () => NaN)));
  assert.throws(
    () => localize({ signals, secondsPerSample: 1 }, WHOLE),
    (error) => error instanceof RunError && /"flow_map" is not finite/.test(error.message),
  );
});
