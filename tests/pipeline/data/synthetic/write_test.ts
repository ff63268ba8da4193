import assert from "node:assert/strict";
import { join } from "node:path";
import { openDataset } from "../../../../pipeline/data/open_dataset.ts";
import { readNpy } from "../../../../pipeline/kinds/formats/npy.ts";
import { featureBytes, requireEmptyFolder, writeDataset } from "../../../../pipeline/data/synthetic/write.ts";
import { thumos14Layout } from "../../../../pipeline/data/synthetic/stand_in/thumos14.ts";
import { drawVideos } from "../../../../pipeline/data/synthetic/stand_in/videos.ts";
import { drawDirections } from "../../../../pipeline/data/synthetic/directions.ts";
import { standInSources } from "../../../../pipeline/data/synthetic/stand_in/features.ts";
import type { Video } from "../../../../pipeline/data/dataset.ts";
import { compileRecipe } from "../../../../specs/compile/mod.ts";
import { ROOT } from "../../../shared.ts";
import { floatsOf } from "../../../npy.ts";
import { inFolder } from "../../../temporary.ts";

const BASE = Deno.readTextFileSync(join(ROOT, "recipes/base/thumos14.yaml"));
/** The real one with few channels. */
const LAYOUT = {
  ...thumos14Layout(BASE),
  sources: [{ name: "rgb", width: 32 }, { name: "flow", width: 16 }],
};

const setOf = (videos: readonly Video[], seed: number) => ({ videos, sources: standInSources(LAYOUT, seed) });

function recipe(root: string) {
  const set = [
    "features.sources.rgb.width=32",
    "features.sources.flow.width=16",
    `data.root=${JSON.stringify(root)}`,
  ];
  const file = join(ROOT, "recipes/cola_thumos.yaml");
  return compileRecipe(file, { set, folder: "/", read: Deno.readTextFileSync }).recipe;
}

Deno.test("writeDataset() writes a data set that openDataset() accepts", () =>
  inFolder(async (folder) => {
    const root = join(folder, "set");
    const videos = drawVideos(LAYOUT, { train: 21, test: 2 }, 3);
    const done: number[] = [];
    await writeDataset(root, setOf(videos, 3), { dtype: "f2", onVideo: (n) => done.push(n) });
    assert.deepEqual(done, Array.from({ length: 23 }, (_, i) => i + 1));

    const dataset = await openDataset(recipe(root));
    assert.deepEqual([dataset.train.length, dataset.test.length, dataset.width], [21, 2, 48]);
    assert.deepEqual(dataset.warnings, []);
    assert.deepEqual(dataset.train.map(({ length }) => length), videos.slice(0, 21).map((v) => v.length));
    assert.deepEqual([...dataset.groundTruth!.videos.keys()], ["video_test_0001", "video_test_0002"]);
    const [video] = dataset.test;
    assert.equal((await dataset.read(video!)).length, video!.length * 48);
    for (const { id, segments, length, duration } of dataset.train) {
      assert.ok(segments.length > 0, id);
      assert.equal(duration, length * 16 / 25);
      for (const { start, end } of segments) assert.ok(0 <= start && start < end && end <= duration!, id);
    }
  }));

Deno.test("writeDataset() writes the same values in both types, to the rounding of float16", () =>
  inFolder(async (folder) => {
    const root = join(folder, "set");
    const videos = drawVideos(LAYOUT, { train: 20, test: 1 }, 0);
    for (const dtype of ["f2", "f4"] as const) {
      await writeDataset(join(root, dtype), setOf(videos, 0), { dtype });
    }
    const name = "features/train/flow/video_train_0001.npy";
    const [half, single] = await Promise.all(["f2", "f4"].map((type) => readNpy(join(root, type, name))));
    const [halves, singles] = [floatsOf(half!), floatsOf(single!)];
    assert.deepEqual(half!.shape, [videos[0]!.length, 16]);
    assert.deepEqual(halves, new Float32Array(new Float16Array(singles)));
    assert.ok(singles.some((value, i) => value !== halves[i]));
    const bytes = featureBytes(setOf(videos, 0), "f2");
    assert.equal(bytes, videos.reduce((sum, { length }) => sum + length, 0) * 48 * 2);
  }));

Deno.test("writeDataset() shows the class in the snippets of its actions and in no others", () =>
  inFolder(async (folder) => {
    const root = join(folder, "set");
    const videos = drawVideos(LAYOUT, { train: 20, test: 1 }, 5);
    await writeDataset(root, setOf(videos, 5), { dtype: "f4" });
    const { classes } = drawDirections(5, "rgb", 20, 32);
    const shown: number[] = [];
    const plain: number[] = [];
    for (const { id, segments: actions } of videos.slice(0, 20)) {
      const matrix = await readNpy(join(root, "features/train/rgb", `${id}.npy`));
      const [data, [rows]] = [floatsOf(matrix), matrix.shape];
      const { label } = actions[0]!;
      const direction = classes[LAYOUT.classes.indexOf(label)]!;
      for (let row = 0; row < rows!; row++) {
        const middle = (row + 0.5) * 0.64;
        const values = data.subarray(row * 32, (row + 1) * 32);
        const part = direction.reduce((sum, value, d) => sum + value * values[d]!, 0);
        const acts = actions.filter(({ start, end }) => start <= middle && middle < end);
        if (acts.length === 0) plain.push(part);
        else if (acts.every((action) => action.label === label)) shown.push(part);
      }
    }
    const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
    // A direction has length 1; others and the noise have no mean part in it beyond chance.
    assert.ok(mean(shown) - mean(plain) > 0.7, `${mean(shown)} and ${mean(plain)}`);
    const spread = Math.sqrt(mean(plain.map((part) => (part - mean(plain)) ** 2)));
    assert.ok(spread > 0.25 && spread < 0.5, `${spread}`);
  }));

Deno.test("requireEmptyFolder() refuses a file and a folder with something in it", () =>
  inFolder(async (folder) => {
    const root = join(folder, "set");
    await requireEmptyFolder(root);
    await Deno.mkdir(root);
    await requireEmptyFolder(root);
    await Deno.writeTextFile(join(root, "notes.txt"), "mine");
    await assert.rejects(requireEmptyFolder(root), /is not empty: it has "notes.txt"/);
    await assert.rejects(requireEmptyFolder(join(root, "notes.txt")), /notes.txt" is a file/);
  }));
