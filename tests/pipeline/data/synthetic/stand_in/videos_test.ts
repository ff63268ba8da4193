import assert from "node:assert/strict";
import { join } from "node:path";
import { ROOT } from "../../../../shared.ts";
import {
  annotatedVideos,
  drawVideos,
  type StandInLayout,
  typicalLengths,
} from "../../../../../pipeline/data/synthetic/stand_in/videos.ts";
import { thumos14Layout } from "../../../../../pipeline/data/synthetic/stand_in/thumos14.ts";
import { UserError } from "../../../../../specs/diagnostics/diagnostics.ts";

const LAYOUT: StandInLayout = {
  classes: ["dive", "jump"],
  sources: [{ name: "rgb", width: 4 }],
  fps: 8,
  stride: 16,
};

const THUMOS14 = thumos14Layout(Deno.readTextFileSync(join(ROOT, "recipes/base/thumos14.yaml")));

const video = (duration: number, ...labels: string[]) => {
  const annotations = labels.map((label, index) => ({ label, index, start: 0, end: 1 }));
  return { subset: "test", duration, labels: annotations, annotations };
};

const lengths = (durations: Record<string, number>) =>
  annotatedVideos(
    new Map(Object.entries(durations).map(([id, duration]) => [id, video(duration)])),
    { train: [], test: Object.keys(durations) },
    LAYOUT,
  ).map(({ length }) => length);

Deno.test("annotatedVideos() takes a video of exactly one snippet, and refuses a shorter one", () => {
  assert.deepEqual(lengths({ one: 2, almost_two: 3.99, two: 4 }), [1, 1, 2]);
  assert.throws(() => lengths({ short: 1.99 }), {
    name: "UserError",
    message: 'Video "short" has no duration of at least one snippet, 2.00 s',
  });
});

Deno.test("annotatedVideos() shows ten mistakes, and counts the others", () => {
  const ids = Array.from({ length: 12 }, (_, i) => `v${i}`);
  const database = new Map(ids.map((id) => [id, video(2, "swim")]));
  assert.throws(() => annotatedVideos(database, { train: ids, test: [] }, LAYOUT), (error) => {
    assert.ok(error instanceof UserError);
    assert.deepEqual(error.diagnostics.slice(-2).map(({ message }) => message), [
      'Video "v9" shows "swim", which is no class',
      "Not shown: 2 more",
    ]);
    return true;
  });
});

Deno.test("drawVideos() numbers videos from 1 and says times in seconds", () => {
  const [first, second, test] = drawVideos(LAYOUT, { train: 2, test: 1 }, 3);
  assert.deepEqual([first!.id, second!.id, test!.id], [
    "video_train_0001",
    "video_train_0002",
    "video_test_0001",
  ]);
  assert.deepEqual([first!.split, second!.split, test!.split], ["train", "train", "test"]);
  for (const { length, duration, segments: actions } of [first!, second!, test!]) {
    assert.equal(duration, 2 * length);
    for (const { start, end } of actions) {
      assert.ok(end - start >= 4 && end - start <= 24, `${start} ${end}`);
      assert.equal(start % 2 + end % 2, 0);
    }
    assert.ok(
      actions.length >= Math.ceil(length / 40) && actions.length <= Math.ceil(length / 15),
      `${length}`,
    );
  }
});

Deno.test("typicalLengths() has the median and mean of THUMOS14 and repeats as much", () => {
  const lengths = typicalLengths(200);
  const sum = lengths.reduce((a, b) => a + b, 0);
  assert.equal((lengths[99]! + lengths[100]!) / 2, 234);
  assert.equal(Math.round(sum / 200), 313);
  assert.deepEqual([lengths[0], lengths[199]], [19, 2828]);
  const distinct = lengths.reduce((all, length) => all + Math.min(length, 750), 0) / (200 * 750);
  assert.equal(distinct.toFixed(3), "0.380");
  assert.deepEqual(typicalLengths(1), [234]);
});

Deno.test("drawVideos() depends on the seed and has every class in training", () => {
  const videos = drawVideos(THUMOS14, { train: 200, test: 210 }, 1);
  assert.deepEqual(videos, drawVideos(THUMOS14, { train: 200, test: 210 }, 1));
  const lengths = (seed: number) => drawVideos(THUMOS14, { train: 30, test: 1 }, seed).map((v) => v.length);
  assert.notDeepEqual(lengths(1), lengths(2));
  assert.deepEqual(lengths(1).slice(0, 30).sort((a, b) => a - b), typicalLengths(30));
  const labels = new Set(videos.slice(0, 200).flatMap(({ segments }) => segments.map(({ label }) => label)));
  assert.deepEqual([...labels].sort(), THUMOS14.classes);
  assert.notDeepEqual(videos[0]!.segments, videos[200]!.segments);
});

Deno.test("annotatedVideos() takes lengths and actions of annotations", () => {
  const labels = [{ label: "Diving", index: 0 }];
  const annotations = [{ ...labels[0]!, start: 1, end: 2.5 }];
  const swims = { ...annotations[0]!, label: "Swim" };
  const database = new Map([
    ["a", { subset: "validation", duration: 10.24, labels, annotations }],
    ["b", { subset: "test", duration: 10.23, labels: [], annotations: [] }],
    ["c", { subset: "test", duration: 0.6, labels: [swims], annotations: [swims] }],
    ["d", { subset: "test", labels, annotations }],
    ["e", { subset: "test", duration: 10, labels, annotations: [] }],
  ]);
  const [a, b] = annotatedVideos(database, { train: ["a"], test: ["b"] }, THUMOS14);
  assert.deepEqual(a, {
    id: "a",
    split: "train",
    length: 16,
    duration: 10.24,
    labels: [7],
    fps: 25,
    stride: 16,
    segments: [{ label: "Diving", start: 1, end: 2.5 }],
  });
  assert.deepEqual([b!.split, b!.length, b!.segments], ["test", 15, []]);
  assert.throws(
    () => annotatedVideos(database, { train: ["a", "d"], test: ["c", "none", "e"] }, THUMOS14),
    (error) => {
      assert.ok(error instanceof UserError);
      assert.deepEqual(error.diagnostics.map(({ message }) => message), [
        'Video "d" has no duration of at least one snippet, 0.64 s',
        'Video "c" has no duration of at least one snippet, 0.64 s',
        'Video "c" shows "Swim", which is no class',
        'Video "none" has no duration of at least one snippet, 0.64 s',
        'Video "e" has an annotation without "segment"',
      ]);
      return true;
    },
  );
});
