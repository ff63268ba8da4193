import assert from "node:assert/strict";
import { join } from "node:path";
import { openDataset } from "../../../../pipeline/data/open_dataset.ts";
import { compileRecipe } from "../../../../specs/compile/mod.ts";
import { ROOT, sharedTest } from "../../../shared.ts";
import { npyFile } from "../files.ts";
import { annotations, opened, Refused, smallDataset } from "../small_dataset.ts";

Deno.test("openFolderDataset() gives videos, labels, segments and ground truth", () =>
  opened(smallDataset(), (dataset) => {
    assert.deepEqual(dataset.classes, ["A", "B"]);
    assert.deepEqual(dataset.sources, [{ name: "rgb", width: 2 }, { name: "flow", width: 1 }]);
    assert.equal(dataset.width, 3);
    assert.deepEqual(dataset.train.map(({ id, labels }) => [id, labels]), [["v1", [0]], ["v2", [0, 1]]]);
    assert.deepEqual(dataset.test, [{
      id: "v3",
      split: "test",
      labels: [0],
      length: 5,
      fps: 25,
      stride: 16,
      segments: [{ label: "A", start: 0, end: 0.5 }],
    }]);
    assert.deepEqual(dataset.train[1]!.segments.map(({ label }) => label), ["B", "A", "B"]);
    assert.deepEqual([...dataset.groundTruth!.videos.keys()], ["v3"]);
    assert.deepEqual(dataset.warnings, []);
    assert.match(dataset.hash, /^[0-9a-f]{64}$/);
  }));

Deno.test("openFolderDataset() needs no segments of videos that are not scored", async () => {
  const small = smallDataset();
  small.files["gt.json"] = JSON.stringify({
    database: {
      v1: { subset: "train", annotations: [{ label: "A" }] },
      v2: { subset: "train", annotations: [{ label: "A", segment: [0, 1] }, { label: "B" }] },
      v3: { subset: "test", annotations: [{ label: "B", segment: [1, 2] }] },
    },
  });
  await opened(small, ({ train, groundTruth, warnings }) => {
    assert.deepEqual(train.map(({ labels }) => labels), [[0], [0, 1]]);
    assert.deepEqual(train.map(({ segments }) => segments), [[], [{ label: "A", start: 0, end: 1 }]]);
    assert.deepEqual([...groundTruth!.videos], [["v3", [{ label: "B", start: 1, end: 2, index: 0 }]]]);
    assert.deepEqual(warnings, []);
  });
  small.files["gt.json"] = small.files["gt.json"].replace(
    '"segment":[1,2]}',
    '"segment":[1,2]},{"label":"B"}',
  );
  await assert.rejects(opened(small, () => {}), /error: Missing "segment" of "B" in video "v3": /);
});

Deno.test("openFolderDataset() describes sources and splits", () =>
  opened(smallDataset(), (dataset, root) => {
    assert.deepEqual(dataset.describe().map((line) => line.replace(root, "ROOT")), [
      "rgb: 2 values per snippet, 25 fps, stride 16, ROOT/features/{split}/rgb/{video}.npy",
      "flow: 1 value per snippet, 25 fps, stride 16, ROOT/features/{split}/flow/{video}.npy",
      "train: 2 videos, 10 snippets, 2 classes",
      'test: 1 video, 5 snippets; scored: 1 instance in 1 video of subset "test"',
    ]);
  }));

Deno.test("read() concatenates the sources in the recipe's order", async () => {
  const small = smallDataset();
  const want = [0, 1, 0.5, 10, 11, 10.5, 20, 21, 20.5, 30, 31, 30.5, 40, 41, 40.5];
  await opened(small, async (dataset) => assert.deepEqual([...await dataset.read(dataset.test[0]!)], want));
  const { rgb, flow } = small.features.sources;
  small.features.sources = { flow: flow!, rgb: rgb! };
  await opened(small, async (dataset) => {
    assert.deepEqual([...await dataset.read(dataset.test[0]!)].slice(0, 6), [0.5, 0, 1, 10.5, 10, 11]);
  });
});

Deno.test("read() keeps what it reads first, as far as that fits into its cache, or nothing of too much", async () => {
  /** Reads all videos, changes their files, and tells of which videos the old values are still read. */
  const kept = (cacheBytes: number) =>
    opened(smallDataset(), async ({ read, train, test }, root) => {
      const videos = [...train, ...test];
      const before: Float32Array[] = [];
      for (const video of videos) before.push(await read(video));
      for (const { id, split } of videos) {
        await npyFile(join(root, `features/${split}/rgb/${id}.npy`), Array(5).fill([7, 8]));
      }
      const after = await Promise.all(videos.map(read));
      return videos.filter((_, i) => after[i]!.join() === before[i]!.join()).map(({ id }) => id);
    }, { cacheBytes });
  // A video has 5 rows of 3 values of 4 bytes. All three take 90 bytes at least.
  assert.deepEqual(await kept(180), ["v1", "v2", "v3"]);
  assert.deepEqual(await kept(120), ["v1", "v2"]);
  assert.deepEqual(await kept(90), ["v1"]);
  assert.deepEqual(await kept(89), []);
});

Deno.test("copyRows() takes rows of all sources, in any order and number, of every type", async () => {
  for (const type of ["f2", "f4", "f8"] as const) {
    for (const cacheBytes of [0, 1000]) {
      await opened(smallDataset(), async ({ copyRows, train: [v1] }) => {
        const target = new Float32Array(12).fill(-1);
        for (let i = 0; i < 2; i++) await copyRows!(v1!, Int32Array.of(4, 0, 4), target.subarray(3, 12));
        assert.deepEqual([...target], [-1, -1, -1, 40, 41, 40.5, 0, 1, 0.5, 40, 41, 40.5]);
      }, {
        cacheBytes,
        prepare: async (root) => {
          const rows = (of: (r: number) => number[]) => Array.from({ length: 5 }, (_, r) => of(r));
          const path = (source: string) => join(root, `features/train/${source}/v1.npy`);
          await npyFile(path("rgb"), rows((r) => [10 * r, 10 * r + 1]), { type, fortran: true });
          await npyFile(path("flow"), rows((r) => [10 * r + 0.5]), { type });
        },
      });
    }
  }
});

Deno.test("read() refuses a value that is not finite, and a file that changed", async () => {
  const path = "features/test/rgb/v3.npy";
  const rows = [[1, 2], [3, 4], [5, NaN], [7, 8], [9, 10]];
  await assert.rejects(
    opened(smallDataset(), ({ read, test }) => read(test[0]!), {
      prepare: (root) => npyFile(join(root, path), rows),
    }),
    new Refused(
      `error: Feature file "ROOT/${path}" has NaN in row 2, column 1 (counted from 0) of shape [5, 2]: ` +
        "wanted finite values\n  = find out where it comes from; the features of this video are not usable",
    ),
  );
  await assert.rejects(
    opened(smallDataset(), async ({ read, test }, root) => {
      await npyFile(join(root, path), [[1, 2]]);
      await read(test[0]!);
    }),
    /changed: its shape was \[5, 2\], now it is \[1, 2\]/,
  );
});

Deno.test("openFolderDataset() follows length_mismatch", async () => {
  const lengths = async (rule: "truncate_to_shortest" | "first_source", rgb: number, flow: number) => {
    const small = smallDataset();
    small.features.length_mismatch = rule;
    small.matrices["features/test/rgb/v3.npy"] = [rgb, 2];
    small.matrices["features/test/flow/v3.npy"] = [flow, 1];
    return await opened(
      small,
      async ({ read, test: [video] }) => [video!.length, (await read(video!)).length],
    );
  };
  assert.deepEqual(await lengths("truncate_to_shortest", 5, 4), [4, 12]);
  assert.deepEqual(await lengths("truncate_to_shortest", 3, 4), [3, 9]);
  assert.deepEqual(await lengths("first_source", 3, 4), [3, 9]);
});

Deno.test("openFolderDataset() reads classes and frame rates from files", async () => {
  const small = smallDataset();
  small.data.classes = { file: "classes.txt", count: 2 };
  small.files["classes.txt"] = "A \r\nB\r\n\r\n";
  small.files["fps.json"] = '{"v1": 25, "v2": 30, "v3": "12.5", "other": 1}';
  small.features.sources["rgb"]!.fps = { file: "fps.json" };
  small.features.sources["flow"]!.fps = { file: "fps.json" };
  await opened(small, ({ classes, train, test, describe }) => {
    assert.deepEqual(classes, ["A", "B"]);
    assert.deepEqual([...train, ...test].map(({ fps }) => fps), [25, 30, 12.5]);
    assert.match(describe()[0]!, /^rgb: 2 values per snippet, fps of "fps.json", stride 16, /);
  });
});

Deno.test("hashes change with what a run depends on, that of the training part with that alone", async () => {
  const hashesOf = (small: ReturnType<typeof smallDataset>, prepare?: (root: string) => Promise<void>) =>
    opened(small, ({ hash, trainingHash }) => [hash, trainingHash], { ...(prepare ? { prepare } : {}) });
  const [whole, training] = await hashesOf(smallDataset());
  assert.deepEqual(await hashesOf(smallDataset()), [whole, training]);
  type Change = (small: ReturnType<typeof smallDataset>) => void;
  const ofTest: Change[] = [
    ({ files }) => files["gt.json"] = files["gt.json"]!.replace("0.5", "0.6"),
    ({ matrices }) => {
      matrices["features/test/rgb/v3.npy"] = [6, 2];
      matrices["features/test/flow/v3.npy"] = [6, 1];
    },
  ];
  const ofTraining: Change[] = [
    ({ files }) => files["train.txt"] = "v2\nv1\n",
    ({ matrices }) => {
      matrices["features/train/rgb/v1.npy"] = [6, 2];
      matrices["features/train/flow/v1.npy"] = [6, 1];
    },
    ({ data, files }) => {
      data.classes = ["A", "C"];
      files["gt.json"] = files["gt.json"]!.replaceAll('"B"', '"C"');
    },
    ({ files }) =>
      files["gt.json"] = annotations({ v1: ["train", "B"], v2: ["train", "A"], v3: ["test", "A"] }),
    ({ features, files }) => {
      files["fps.json"] = '{"v1": 30, "v2": 25, "v3": 25}';
      features.sources["rgb"]!.fps = features.sources["flow"]!.fps = { file: "fps.json" };
    },
  ];
  const hashes = [[whole, training]];
  for (const change of [...ofTest, ...ofTraining]) {
    const small = smallDataset();
    change(small);
    hashes.push(await hashesOf(small));
  }
  const rewrite = (split: string, video: string) => (root: string) =>
    npyFile(join(root, `features/${split}/rgb/${video}.npy`), [[1, 2], [3, 4], [5, 6], [7, 8], [9, 0]]);
  hashes.push(await hashesOf(smallDataset(), rewrite("train", "v2")));
  const tested = await hashesOf(smallDataset(), rewrite("test", "v3"));
  assert.equal(new Set([...hashes, tested].map(([hash]) => hash)).size, hashes.length + 1);
  assert.deepEqual([hashes[1]![1], hashes[2]![1], tested[1]], [training, training, training]);
  const others = hashes.slice(1 + ofTest.length).map(([, hash]) => hash);
  assert.equal(new Set([training, ...others]).size, 1 + others.length);
});

sharedTest("openDataset() opens SHREC'21 through its recipe", async (folder) => {
  const { recipe } = compileRecipe(join(ROOT, "recipes/cola_shrec21.yaml"), {
    set: [`data.root=${join(folder, "data/shrec21")}`],
    read: (path) => Deno.readTextFileSync(path),
  });
  const dataset = await openDataset(recipe);
  const { train, test, classes, width, groundTruth, warnings } = dataset;
  assert.deepEqual([train.length, test.length, classes.length, width], [108, 72, 17, 256]);
  assert.equal(groundTruth!.videos.size, 72);
  assert.deepEqual(warnings, []);
  const video = train.find(({ id }) => id === "shrec21_train_001")!;
  assert.deepEqual(
    { ...video, segments: video.segments.length },
    {
      id: "shrec21_train_001",
      split: "train",
      labels: [0, 2],
      length: 223,
      fps: 50,
      stride: 8,
      duration: 35.78,
      segments: 2,
    },
  );
  assert.equal((await dataset.read(video)).length, 223 * 256);
});
