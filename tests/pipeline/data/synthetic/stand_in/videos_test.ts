import assert from "node:assert/strict";
import {
  annotatedVideos,
  drawVideos,
  type SynthLayout,
} from "../../../../../pipeline/data/synthetic/stand_in/videos.ts";
import { UserError } from "../../../../../specs/diagnostics/diagnostics.ts";

const LAYOUT: SynthLayout = {
  classes: ["dive", "jump"],
  sources: [{ name: "rgb", width: 4 }],
  fps: 8,
  stride: 16,
};

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

Deno.test("annotatedVideos() shows ten mistakes", () => {
  const ids = Array.from({ length: 12 }, (_, i) => `v${i}`);
  const database = new Map(ids.map((id) => [id, video(2, "swim")]));
  assert.throws(() => annotatedVideos(database, { train: ids, test: [] }, LAYOUT), (error) => {
    assert.ok(error instanceof UserError);
    assert.deepEqual([error.diagnostics.length, error.diagnostics.at(-1)!.message], [
      10,
      'Video "v9" shows "swim", which is no class',
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
  for (const { length, duration, actions } of [first!, second!, test!]) {
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
