import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { openDataset } from "../../../../pipeline/data/open_dataset.ts";
import type { Engine } from "../../../../pipeline/engines/engine.ts";
import { createModel } from "../../../../pipeline/graph/model.ts";
import { train } from "../../../../pipeline/training/train.ts";
import { compileFile } from "../../contract/recipe.ts";
import { uploadTensors } from "../../../../pipeline/engines/webgpu/upload.ts";
import { backendNow, counted, webgpuTest } from "./recorder/subject.ts";

webgpuTest(
  "uploadTensors() brings values to the GPU once, where replays and operations find them",
  async (subject) => {
    const backend = backendNow();
    const make = () => [
      tf.tensor1d([1, 2, 3]),
      tf.tensor1d([4, 5, 6], "int32"),
      tf.tensor1d([true, false, true], "bool"),
      tf.tensor1d([]),
    ];
    const sum = (
      [x, y, z]: readonly Tensor[],
    ) => [tf.addN([x!, tf.cast(y!, "float32"), tf.cast(z!, "float32")])];
    const recording = subject.recorder.record(make(), [], sum);
    const tensors = make();
    assert.deepEqual(await counted(() => uploadTensors(backend, tensors)), { submitted: 0, read: 0 });
    const buffers = () => tensors.map(({ dataId }) => backend.tensorMap.get(dataId).resource);
    const uploaded = buffers();
    assert.deepEqual(uploaded.map((buffer) => buffer?.size), [12, 12, 12, undefined]);
    uploadTensors(backend, tensors);
    assert.deepEqual(buffers(), uploaded);
    for (const run of [sum, recording.replay]) {
      assert.deepEqual([...run(tensors)[0]!.dataSync()], [6, 7, 10]);
    }
    assert.deepEqual(tensors.map((each) => [...each.dataSync()]), [[1, 2, 3], [4, 5, 6], [1, 0, 1], []]);
    recording.dispose();
  },
);

webgpuTest("train() on batches that are uploaded ahead learns the same, to the bit", async ({ engine }) => {
  const program = compileFile("recipes/demo.yaml", [
    "constants.hidden=4",
    "features.sampling.length=150",
    "data.videos={train: 5, test: 1}",
    "training.batch=2",
    "training.steps=4",
  ]);
  const dataset = await openDataset(program.recipe);
  let uploads = 0;
  const upload = (tensors: readonly Tensor[]) => {
    uploads++;
    uploadTensors(backendNow(), tensors);
  };
  const totalsOf = async (more: Partial<Engine>) => {
    const model = createModel(program, { ...engine, reason: "under test", ...more });
    const totals: number[] = [];
    await train(model, dataset, { onStep: ({ total }) => void totals.push(total) });
    model.dispose();
    return totals;
  };
  const ahead = await totalsOf({ upload });
  assert.equal(uploads, 4);
  assert.deepEqual(ahead, await totalsOf({}));
});
