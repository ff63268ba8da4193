import assert from "node:assert/strict";
import { join } from "node:path";
import { openDataset } from "../../../../pipeline/data/open_dataset.ts";
import { readNpy } from "../../../../pipeline/data/disk/npy.ts";
import { requireEmptyFolder, synthBytes, writeDataset } from "../../../../pipeline/data/synthetic/write.ts";
import { thumos14Layout, thumos14Videos } from "../../../../pipeline/data/synthetic/stand_in/thumos14.ts";
import {
  annotatedVideos,
  drawVideos,
  type SynthLayout,
} from "../../../../pipeline/data/synthetic/stand_in/videos.ts";
import { drawDirections } from "../../../../pipeline/data/synthetic/features.ts";
import { typicalLengths } from "../../../../pipeline/data/synthetic/stand_in/lengths.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { compileRecipe } from "../../../../specs/compile/mod.ts";
import { ROOT, sharedTest } from "../../../shared.ts";
import { temporaryFolder } from "../../../temporary.ts";

const BASE = Deno.readTextFileSync(join(ROOT, "recipes/base/thumos14.yaml"));
/** The real one with few channels. */
const LAYOUT: SynthLayout = {
  ...thumos14Layout(BASE),
  sources: [{ name: "rgb", width: 32 }, { name: "flow", width: 16 }],
};

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = temporaryFolder();
  try {
    await use(join(folder, "set"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function recipe(root: string) {
  const set = [
    "features.sources.rgb.width=32",
    "features.sources.flow.width=16",
    `data.root=${JSON.stringify(root)}`,
  ];
  const file = join(ROOT, "recipes/cola_thumos.yaml");
  return compileRecipe(file, { set, folder: "/", read: Deno.readTextFileSync }).recipe;
}

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

Deno.test("writeDataset() writes a data set that openDataset() accepts", () =>
  inFolder(async (root) => {
    const videos = drawVideos(LAYOUT, { train: 21, test: 2 }, 3);
    const done: number[] = [];
    await writeDataset(root, LAYOUT, videos, { seed: 3, dtype: "f2", onVideo: (n) => done.push(n) });
    assert.deepEqual(done, Array.from({ length: 23 }, (_, i) => i + 1));

    const dataset = await openDataset(recipe(root));
    assert.deepEqual([dataset.train.length, dataset.test.length, dataset.width], [21, 2, 48]);
    assert.deepEqual(dataset.warnings, []);
    assert.deepEqual(dataset.train.map(({ length }) => length), videos.slice(0, 21).map((v) => v.length));
    assert.deepEqual([...dataset.groundTruth.videos.keys()], ["video_test_0001", "video_test_0002"]);
    const [video] = dataset.test;
    assert.equal((await dataset.read(video!)).length, video!.length * 48);
    for (const { id, segments, length, duration } of dataset.train) {
      assert.ok(segments.length > 0, id);
      assert.equal(duration, length * 16 / 25);
      for (const { start, end } of segments) assert.ok(0 <= start && start < end && end <= duration!, id);
    }
  }));

Deno.test("writeDataset() writes the same values in both types, to the rounding of float16", () =>
  inFolder(async (root) => {
    const videos = drawVideos(LAYOUT, { train: 20, test: 1 }, 0);
    for (const dtype of ["f2", "f4"] as const) {
      await writeDataset(join(root, dtype), LAYOUT, videos, { seed: 0, dtype });
    }
    const name = "features/train/flow/video_train_0001.npy";
    const [half, single] = await Promise.all(["f2", "f4"].map((type) => readNpy(join(root, type, name))));
    assert.deepEqual(half!.shape, [videos[0]!.length, 16]);
    assert.deepEqual(half!.data, new Float32Array(new Float16Array(single!.data)));
    assert.ok(single!.data.some((value, i) => value !== half!.data[i]));
    const bytes = synthBytes(videos, LAYOUT, "f2");
    assert.equal(bytes, videos.reduce((sum, { length }) => sum + length, 0) * 48 * 2);
  }));

Deno.test("writeDataset() shows the class in the snippets of its actions and in no others", () =>
  inFolder(async (root) => {
    const videos = drawVideos(LAYOUT, { train: 20, test: 1 }, 5);
    await writeDataset(root, LAYOUT, videos, { seed: 5, dtype: "f4" });
    const { classes } = drawDirections(5, "rgb", 20, 32);
    const shown: number[] = [];
    const plain: number[] = [];
    for (const { id, actions } of videos.slice(0, 20)) {
      const { data, shape: [rows] } = await readNpy(join(root, "features/train/rgb", `${id}.npy`));
      const { label } = actions[0]!;
      const direction = classes[LAYOUT.classes.indexOf(label)]!;
      for (let row = 0; row < rows; row++) {
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

Deno.test("drawVideos() depends on the seed and has every class in training", () => {
  const videos = drawVideos(LAYOUT, { train: 200, test: 210 }, 1);
  assert.deepEqual(videos, drawVideos(LAYOUT, { train: 200, test: 210 }, 1));
  const lengths = (seed: number) => drawVideos(LAYOUT, { train: 30, test: 1 }, seed).map((v) => v.length);
  assert.notDeepEqual(lengths(1), lengths(2));
  assert.deepEqual(lengths(1).slice(0, 30).sort((a, b) => a - b), typicalLengths(30));
  const labels = new Set(videos.slice(0, 200).flatMap(({ actions }) => actions.map(({ label }) => label)));
  assert.deepEqual([...labels].sort(), LAYOUT.classes);
  assert.notDeepEqual(videos[0]!.actions, videos[200]!.actions);
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
  const [a, b] = annotatedVideos(database, { train: ["a"], test: ["b"] }, LAYOUT);
  assert.deepEqual(a, {
    id: "a",
    split: "train",
    length: 16,
    duration: 10.24,
    actions: [{ label: "Diving", start: 1, end: 2.5 }],
  });
  assert.deepEqual([b!.split, b!.length, b!.actions], ["test", 15, []]);
  assert.throws(
    () => annotatedVideos(database, { train: ["a", "d"], test: ["c", "none", "e"] }, LAYOUT),
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

Deno.test("thumos14Videos() splits by lists beside the annotations, else by subset", () =>
  inFolder(async (root) => {
    await Deno.mkdir(root);
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

Deno.test("requireEmptyFolder() refuses a file and a folder with something in it", () =>
  inFolder(async (root) => {
    await requireEmptyFolder(root);
    await Deno.mkdir(root);
    await requireEmptyFolder(root);
    await Deno.writeTextFile(join(root, "notes.txt"), "mine");
    await assert.rejects(requireEmptyFolder(root), /is not empty: it has "notes.txt"/);
    await assert.rejects(requireEmptyFolder(join(root, "notes.txt")), /notes.txt" is a file/);
  }));

sharedTest("thumos14Videos() has the lengths of THUMOS14", async (folder) => {
  const file = join(folder, "data/thumos14/gt_with_durations.json");
  const videos = await thumos14Videos(file, LAYOUT, 0);
  const lengths = videos.filter(({ split }) => split === "train").map(({ length }) => length);
  assert.deepEqual([lengths.length, videos.length - lengths.length], [200, 210]);
  assert.equal(lengths.reduce((a, b) => a + b, 0) / 200, 317.35);
});
