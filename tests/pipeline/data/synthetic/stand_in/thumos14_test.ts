import assert from "node:assert/strict";
import { join } from "node:path";
import { thumos14Layout, thumos14Videos } from "../../../../../pipeline/data/synthetic/stand_in/thumos14.ts";
import { ROOT, sharedTest } from "../../../../shared.ts";
import { inFolder } from "../../../../temporary.ts";

const LAYOUT = thumos14Layout(Deno.readTextFileSync(join(ROOT, "recipes/base/thumos14.yaml")));

Deno.test("thumos14Videos() splits by lists beside the annotations, else by subset", () =>
  inFolder(async (root) => {
    const file = join(root, "gt.json");
    const video = (subset: string) => ({ subset, duration: 64, annotations: [] });
    const database = { a: video("validation"), b: video("test"), c: video("test") };
    await Deno.writeTextFile(file, JSON.stringify({ database }));
    const splits = async () =>
      (await thumos14Videos(file, LAYOUT, 0)).map(({ id, split }) => `${id} ${split}`);
    assert.deepEqual(await splits(), ["a train", "b test", "c test"]);
    await Deno.writeTextFile(join(root, "split_test.txt"), "c\n\n");
    assert.deepEqual(await splits(), ["a train", "c test"]);
    await Deno.writeTextFile(join(root, "split_train.txt"), "");
    await assert.rejects(splits(), /has 0 training and 1 test videos: both are needed/);
  }));

sharedTest("thumos14Videos() has the lengths of THUMOS14", async (folder) => {
  const file = join(folder, "data/thumos14/gt_with_durations.json");
  const videos = await thumos14Videos(file, LAYOUT, 0);
  const lengths = videos.filter(({ split }) => split === "train").map(({ length }) => length);
  assert.deepEqual([lengths.length, videos.length - lengths.length], [200, 210]);
  assert.equal(lengths.reduce((a, b) => a + b, 0) / 200, 317.35);
});
