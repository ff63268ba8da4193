import assert from "node:assert/strict";
import type { Dataset, Video } from "../../../pipeline/data/dataset.ts";
import { drawnVideos, testVideos } from "../../../pipeline/sweeps/validation.ts";

/** A video; those of odd numbers have a segment. */
function video(i: number, split: Video["split"]): Video {
  const segments = i % 2 === 1 ? [{ label: i % 4 === 1 ? "a" : "b", start: i, end: i + 1 }] : [];
  return { id: `${split}${i}`, split, labels: [0], length: 9, fps: 1, stride: 1, duration: 9, segments };
}

const dataset = {
  classes: ["a", "b", "c"],
  train: Array.from({ length: 20 }, (_, i) => video(i, "train")),
  test: [video(1, "test"), video(2, "test")],
} as unknown as Dataset;

const drawn = (part: number, seed: number) =>
  drawnVideos(dataset, { part, seed }).videos.map(({ id }) => Number(id.slice("train".length)));

Deno.test("drawnVideos() draws from the training videos that have segments, in their order", () => {
  const some = drawn(0.4, 3);
  assert.equal(some.length, 4);
  assert.ok(some.every((i) => i % 2 === 1));
  assert.deepEqual(some, some.toSorted((a, b) => a - b));
  assert.deepEqual(drawn(0.4, 3), some);
  assert.ok([0, 1, 2].some((seed) => drawn(0.4, seed).join() !== some.join()));
  assert.equal(drawn(0.01, 0).length, 1);
  assert.equal(new Set(Array.from({ length: 100 }, (_, seed) => drawn(0.01, seed)[0])).size, 10);
});

Deno.test("drawnVideos() scores them against their own segments", () => {
  const { split, videos, groundTruth } = drawnVideos(dataset, { part: 0.99, seed: 0 });
  assert.deepEqual([split, videos.length], ["train", 10]);
  assert.deepEqual([groundTruth!.classes, groundTruth!.labels], [["a", "b"], ["a", "b", "c"]]);
  assert.deepEqual(groundTruth!.videos.get("train3"), [{ label: "b", start: 3, end: 4, index: 0 }]);
  assert.equal(groundTruth!.durations!.get("train3"), 9);
});

Deno.test("drawnVideos() refuses data without segments of training videos", () => {
  const without = { ...dataset, train: dataset.train.filter(({ segments }) => segments.length === 0) };
  assert.throws(
    () => drawnVideos(without, { part: 0.5, seed: 0 }),
    /No training video has segments to validate on/,
  );
});

Deno.test("testVideos() are those of the data set", () => {
  assert.deepEqual(testVideos(dataset).videos, dataset.test);
});
