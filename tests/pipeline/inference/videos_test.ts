import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { loadRecipe } from "../../../pipeline/api.ts";
import type { Video } from "../../../pipeline/data/dataset.ts";
import { createModel, type Model } from "../../../pipeline/graph/model.ts";
import { localizeVideo } from "../../../pipeline/inference/video.ts";
import { computeVideos, localizeVideos } from "../../../pipeline/inference/videos.ts";
import { assertClose } from "../contract/check.ts";
import { cpuTest, engineTest } from "../contract/engines.ts";
import type { Engine } from "../../../pipeline/engines/engine.ts";

const WIDTH = 48;

function modelOn(engine: Engine, set: readonly string[] = []): Model {
  return createModel(loadRecipe("recipes/demo.yaml", { set: ["constants.hidden=4", ...set] }), engine);
}

/** A test split of videos of some lengths, and the names of those that were read. */
function splitOf(lengths: readonly number[], broken?: number) {
  const test = lengths.map((length, i): Video => ({
    id: `v${i}`,
    split: "test",
    labels: [i % 5],
    length,
    fps: 25,
    stride: 16,
    segments: [],
  }));
  const read: string[] = [];
  const source = {
    classes: ["climb", "dive", "jump", "spin", "throw"],
    width: WIDTH,
    test,
    read(video: Video) {
      if (video.id === `v${broken}`) return Promise.reject(new RangeError(`${video.id} cannot be read`));
      read.push(video.id);
      const seed = test.indexOf(video) + 1;
      return Promise.resolve(
        Float32Array.from({ length: video.length * WIDTH }, (_, i) => Math.sin(i * seed)),
      );
    },
  };
  return { source, read };
}

engineTest("localizeVideos() finds in each test video what localizeVideo() finds", async (engine) => {
  // The recipe looks at 100 snippets of a video at most; a split of many passes, with a video that fits in none.
  for (const set of [[], ["features.sampling.test=all"]]) {
    const model = modelOn(engine, set);
    const { source } = splitOf([5, 80, 1500, 4500, 1000, 900, 130, 64, 1700, 1]);
    const found = await Array.fromAsync(localizeVideos(model, source, { also: ["binary"] }));
    assert.deepEqual(found.map(({ video }) => video), source.test);
    for (const { video, localization, signals, positions } of found) {
      const alone = await localizeVideo(model, source, video, ["binary"]);
      assert.deepEqual(positions, alone.positions);
      assert.deepEqual([...signals.keys()], [...alone.signals.keys()]);
      for (const [name, { shape, data }] of alone.signals) {
        assert.deepEqual(signals.get(name)!.shape, shape);
        assertClose([...signals.get(name)!.data], [...data], 1e-4, name);
      }
      assert.deepEqual(localization.classes, alone.localization.classes);
    }
    model.dispose();
  }
});

engineTest(
  "computeVideos() computes some videos to the bits that it computes them to among all",
  async (engine) => {
    // From these weights and rows on, tensorflow computes four snippets at a time.
    const model = modelOn(engine, ["features.sampling.test=all", "constants.hidden=700"]);
    const { source } = splitOf([400, 20, 333, 600, 64, 7]);
    const all = await Array.fromAsync(computeVideos(model, source));
    for (const places of [[4, 1], [3]]) {
      const videos = places.map((i) => source.test[i]!);
      const some = await Array.fromAsync(computeVideos(model, source, { videos }));
      assert.deepEqual(some, places.map((i) => all[i]));
    }
    model.dispose();
  },
);

cpuTest("localizeVideos() gives what was computed before a video that cannot be read", async (engine) => {
  const model = modelOn(engine, ["features.sampling.test=all"]);
  const before = tf.memory().numTensors;
  for (const broken of [0, 1, 2, 3, 4]) {
    const { source } = splitOf([1500, 450, 500, 1000, 10], broken);
    const found: string[] = [];
    await assert.rejects(async () => {
      for await (const { video } of localizeVideos(model, source)) found.push(video.id);
    }, new RegExp(`v${broken} cannot be read`));
    assert.deepEqual(found, ["v0", "v1", "v2", "v3"].slice(0, broken));
    assert.equal(tf.memory().numTensors, before);
  }
  model.dispose();
});

cpuTest(
  "localizeVideos() reads one pass ahead, and leaves nothing behind where it is left",
  async (engine) => {
    const model = modelOn(engine, ["features.sampling.test=all"]);
    const before = tf.memory().numTensors;
    const { source, read } = splitOf([2000, 1900, 1000, 1000, 1900]);
    for await (const { video } of localizeVideos(model, source)) {
      if (video.id === "v0") break;
    }
    assert.equal(tf.memory().numTensors, before);
    // v1 is computed meanwhile, and v2 and v3 are read for then.
    assert.ok(read.includes("v1") && !read.includes("v4"), `${read}`);
    model.dispose();
  },
);

cpuTest("localizeVideos() goes by single videos where a model needs all snippets of one", async (engine) => {
  const set = ["actionness.actionness=sum(cas, C) + mean(features - mean(features, T), D)"];
  const model = modelOn(engine, set);
  const { source } = splitOf([20, 31, 12]);
  const found = await Array.fromAsync(localizeVideos(model, source));
  for (const { video, signals } of found) {
    const alone = await localizeVideo(model, source, video);
    assert.deepEqual(signals, alone.signals);
  }
  model.dispose();
});

cpuTest("localizeVideos() of no video is none", async (engine) => {
  const model = modelOn(engine);
  assert.deepEqual(await Array.fromAsync(localizeVideos(model, splitOf([]).source)), []);
  model.dispose();
});
