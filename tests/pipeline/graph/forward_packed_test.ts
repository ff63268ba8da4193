import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { batchTensors, videoTensors } from "../../../pipeline/data/batches/tensors.ts";
import { batchOf, videoBatch } from "../../../pipeline/data/batches/test_batch.ts";
import type { Video } from "../../../pipeline/data/dataset.ts";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { packedForward } from "../../../pipeline/graph/forward_packed.ts";
import { createModel, forward, type Model } from "../../../pipeline/graph/model.ts";
import { inferenceSignals } from "../../../pipeline/inference/video.ts";
import { valuesOf } from "../../../pipeline/inference/signals.ts";
import type { Program } from "../../../specs/program.ts";
import { assertClose } from "../contract/check.ts";
import { compileCola } from "../contract/cola.ts";
import { cpuTest, engineTest } from "../contract/engines.ts";
import { wave } from "../contract/named.ts";
import { compileTiny } from "../contract/recipe.ts";

/** A video of random features. */
function example({ program: { recipe } }: Model, length: number, id = `${length}`) {
  const sources = Object.values(recipe.features.sources);
  const width = sources.reduce((sum, source) => sum + source.width, 0);
  const values = Float32Array.from(wave({ T: length, D: width }, length).values);
  const source = { classes: ["a", "b", "c", "d"], width, read: () => Promise.resolve(values) };
  const video: Video = { id, split: "test", labels: [], length, fps: 25, stride: 16, segments: [] };
  const positions = Int32Array.from({ length }, (_, i) => i);
  return { values, source, video, positions, length };
}

type Example = ReturnType<typeof example>;

async function alone(model: Model, { source, video, positions }: Example, names: readonly string[]) {
  const inputs = batchTensors(await batchOf(source, video, positions));
  const signals = valuesOf(forward(model, inputs, names));
  tf.dispose([...inputs.values()]);
  return signals;
}

/** The signals of videos by passes, of a split of videos of the lengths `split`. */
async function together(
  model: Model,
  videos: readonly Example[],
  names: readonly string[],
  split = videos.map(({ length }) => length),
) {
  const packed = packedForward(model, names, split)!;
  const { width } = videos[0]!.source;
  const signals: ReturnType<typeof valuesOf>[] = [];
  while (signals.length < videos.length) {
    const own = videos.slice(signals.length);
    const pack = packed.pack(own.map(({ length }) => length))!;
    const features = new Float32Array(packed.rows * width);
    pack.starts.forEach((start, i) => features.set(own[i]!.values, start * width));
    const parts = await packed.runAside(features, pack);
    for (const i of pack.starts.keys()) {
      const { source, video, positions } = own[i]!;
      const rest = new Map(videoTensors(videoBatch(source, video, positions)));
      signals.push(valuesOf(packed.finish(parts, pack, i, rest)));
      tf.dispose([...rest.values()]);
    }
    tf.dispose(parts);
  }
  return signals;
}

async function assertAlike(program: Program, engine: Engine, names: readonly string[], lengths: number[]) {
  const model = createModel(program, engine);
  const videos = lengths.map((length) => example(model, length));
  const found = await together(model, videos, names);
  assert.equal(found.length, videos.length);
  for (const [i, video] of videos.entries()) {
    for (const [name, { shape, data }] of await alone(model, video, names)) {
      assert.deepEqual(found[i]!.get(name)!.shape, shape);
      assertClose([...found[i]!.get(name)!.data], [...data], 1e-5, `${name} of ${video.length} snippets`);
    }
  }
  model.dispose();
}

engineTest("packedForward() computes of each video what forward() does, to rounding", async (engine) => {
  const program = compileCola();
  const names = [...inferenceSignals(program.recipe.inference), "threshold"];
  await assertAlike(program, engine, names, [53, 8, 1, 24, 60, 7]);
});

const DEEP = {
  a: { kind: "conv1d", in: "features", filters: 5, kernel: 5, dilation: 2, activation: "relu" },
  // Not 0 where its input is.
  raised: "exp(a)",
  b: { kind: "depthwise_conv1d", in: "raised", kernel: 3 },
  narrow: { kind: "conv1d", in: "b", filters: "classes", kernel: 3 },
  smooth: "avg_pool1d(narrow + 1, size=30, outside=counts)",
  scaled: "(smooth - mean(smooth, T)) * shift(narrow, T, 2)",
  mask: "dilate(narrow > 0, 3)",
};

engineTest("packedForward() lets layers meet zeros between videos, however deep they are", async (engine) => {
  const program = compileTiny({ signals: DEEP });
  const lengths = [61, 3, 17, 16, 40];
  await assertAlike(program, engine, ["scaled", "smooth"], lengths);
  await assertAlike(program, engine, ["mask"], lengths);
});

cpuTest("packedForward() takes what has an entry along T for all snippets together", async (engine) => {
  const signals = {
    p: { kind: "parameter", axes: { C: "classes" } },
    narrow: { kind: "conv1d", in: "features", filters: "classes", kernel: 3 },
    out: "narrow * mean(shift(arrange(p, [T, C]), T, 1), T)",
  };
  await assertAlike(compileTiny({ signals }), engine, ["out"], [30, 7]);
});

cpuTest("packedForward() frees what it made where the rest cannot be computed", async (engine) => {
  const signals = {
    narrow: { kind: "conv1d", in: "features", filters: "classes", kernel: 3 },
    out: "slice(narrow, T, 5)",
  };
  const model = createModel(compileTiny({ signals }), engine);
  const { source, video, positions } = example(model, 3);
  const packed = packedForward(model, ["out"], [3])!;
  const pack = packed.pack([3])!;
  const parts = await packed.runAside(new Float32Array(packed.rows * source.width), pack);
  const rest = new Map(videoTensors(videoBatch(source, video, positions)));
  const before = tf.memory().numTensors;
  assert.throws(() => packed.finish(parts, pack, 0, rest));
  assert.equal(tf.memory().numTensors, before);
  tf.dispose([...parts, ...rest.values()]);
  model.dispose();
});

cpuTest("packedForward() leaves alone what videos would not be computed as they are alone", (engine) => {
  const narrow = { kind: "conv1d", in: "features", filters: "classes", kernel: 3 };
  for (
    const out of [
      "narrow - mean(features, T)",
      "avg_pool1d(narrow, size=3, outside=left_out)",
      "narrow * max(lengths, B)",
    ]
  ) {
    const model = createModel(compileTiny({ signals: { narrow, out } }), engine);
    assert.equal(packedForward(model, ["out"], [10, 20]), undefined, out);
    model.dispose();
  }
});

engineTest(
  "packedForward() gives the same bits wherever a video lies, whatever is beside it",
  async (engine) => {
    // From these weights on, tensorflow computes four snippets at a time.
    const set = ["constants.hidden=512", "features.sources.rgb.width=64"];
    const program = compileCola(set);
    const names = inferenceSignals(program.recipe.inference);
    const model = createModel(program, engine);
    const split = [700, 300, 401, 333, 202, 57, 1000];
    const videos = split.map((length) => example(model, length));
    const whole = await together(model, videos, names, split);
    const broken = { ...example(model, 300), values: new Float32Array(videos[1]!.values.length).fill(NaN) };
    for (const beside of [[1, 4], [3, 4, 0], [4]]) {
      const some = beside.map((i) => i === 1 ? broken : videos[i]!);
      const found = await together(model, some, names, split);
      for (const [place, i] of beside.entries()) {
        if (i === 1) continue;
        for (const [name, { data }] of found[place]!) {
          assert.deepEqual([...data], [...whole[i]!.get(name)!.data], `${name} of video ${i}`);
        }
      }
    }
    model.dispose();
  },
);
