/** Where segments lie whose rows were computed on windows that overlap or leave gaps. */
import assert from "node:assert/strict";
import { checkAnnotations, groundTruthOf } from "../../../pipeline/annotations/ground_truth.ts";
import { firstBegins } from "../../../pipeline/data/snippet_times.ts";
import { evaluate } from "../../../pipeline/evaluation/evaluation.ts";
import { localize } from "../../../pipeline/inference/localize.ts";
import { secondsPerSample } from "../../../pipeline/inference/upsample.ts";
import { findProtocol, withThresholds } from "../../../specs/kinds/protocols/mod.ts";
import { rows, SECTION, signal } from "./section.ts";

const VIDEO = signal([1], [1]);

/** Starts and ends where a map of snippets is above one half. */
function found(map: readonly number[], frames: { fps: number; stride: number; window?: number }) {
  const signals = new Map([["map", signal([map.length], map)], ["video", VIDEO]]);
  const seconds = secondsPerSample({ ...frames, length: map.length }, map.length, 1);
  const { segments } = localize({ signals, secondsPerSample: seconds, begin: firstBegins(frames) }, SECTION);
  return rows(segments).map(([, start, end]) => [start, end]).sort(([a], [b]) => a! - b!);
}

Deno.test("localize() puts a row in the middle of its window, and nothing before the video", () => {
  const map = [0, 1, 1, 0, 0];
  assert.deepEqual(found(map, { fps: 4, stride: 4 }), [[1, 3]]);
  assert.deepEqual(found(map, { fps: 4, stride: 4, window: 4 }), [[1, 3]]);
  assert.deepEqual(found(map, { fps: 4, stride: 4, window: 16 }), [[2.5, 4.5]]);
  assert.deepEqual(found([1, 1, 0, 0], { fps: 4, stride: 4, window: 2 }), [[0, 1.75]]);
});

Deno.test("Rows from overlapping windows score 100 with their window, and lose much of it without", () => {
  const frames = { fps: 25, stride: 4, window: 16 };
  const length = 500;
  // Actions of 0.6 to 3 s; a perfect model marks the rows whose middles lie in them.
  const actions = Array.from({ length: 16 }, (_, i) => {
    const start = 1.3 + i * 4.73;
    return [start, start + 0.6 + 0.15 * i] as const;
  });
  const map = Array.from({ length }, (_, r) => {
    const middle = (4 * r + 8) / 25;
    return actions.some(([start, end]) => start <= middle && middle < end) ? 1 : 0;
  });
  const annotations = actions.map((segment) => ({ label: "a", segment }));
  const truth = groundTruthOf(
    checkAnnotations({ database: { v: { subset: "test", annotations } } }, "gt"),
    "test",
    "gt",
  );
  const tiou = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
  const percent = (frames: { fps: number; stride: number; window?: number }) => {
    const detections = found(map, frames).map(([start, end]) => {
      return { video: "v", label: "a", score: 1, start: start!, end: end! };
    });
    const { map: values } = evaluate(
      truth,
      detections,
      withThresholds(findProtocol("thumos14_seconds"), tiou),
    );
    return values.reduce((sum, value) => sum + value, 0) / values.length * 100;
  };
  assert.ok(Math.abs(percent(frames) - 100) < 1e-9, `${percent(frames)}`);
  assert.ok(percent({ fps: 25, stride: 4 }) < 90, `${percent({ fps: 25, stride: 4 })}`);
});
