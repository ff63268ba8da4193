import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { StepBatch } from "../../../pipeline/training/step_data.ts";
import { uploaded } from "../../../pipeline/training/uploaded.ts";
import { createModel } from "../../../pipeline/graph/model.ts";
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import { train } from "../../../pipeline/training/train.ts";
import { compileFile } from "../contract/recipe.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";

const engine = await openEngine("cpu");

Deno.test("uploaded() uploads at once, hands the tensors over once, and frees what nobody took", () => {
  let released = 0;
  const batch: StepBatch = {
    snippets: 2,
    tensors: () => new Map([["features", tf.tensor1d([1, 2])]]),
    denseTensors: () => new Map(),
    release: () => void released++,
  };
  const before = tf.memory().numTensors;
  const uploads: number[] = [];
  const upload = (tensors: readonly tf.Tensor[]) => void uploads.push(tensors.length);

  const taken = uploaded(batch, upload);
  assert.deepEqual(uploads, [1]);
  const features = taken.tensors().get("features")!;
  taken.release();
  assert.deepEqual([...features.dataSync()], [1, 2]);
  features.dispose();

  uploaded(batch, upload).release();
  assert.deepEqual([tf.memory().numTensors, released], [before, 2]);

  const failing = () => {
    throw new Error("no room");
  };
  assert.throws(() => uploaded(batch, failing), /no room/);
  assert.deepEqual([tf.memory().numTensors, released], [before, 3]);
});

Deno.test("train() uploads every batch before its pass, frees the one that it does not use, and learns the same", async () => {
  const program = compileFile("recipes/demo.yaml", [
    "constants.hidden=4",
    "features.sampling.length=10",
    "data.videos={train: 8, test: 1}",
    "training.batch=2",
    "training.steps=9",
  ]);
  const dataset = await openDataset(program.recipe);
  const totalsOf = async (upload?: (tensors: readonly tf.Tensor[]) => void) => {
    const before = tf.memory().numTensors;
    const model = createModel(program, { ...engine, ...upload && { upload } });
    const totals: number[] = [];
    await train(model, dataset, { onStep: ({ step, total }) => totals.push(total) > 0 && step < 3 });
    model.dispose();
    assert.equal(tf.memory().numTensors, before);
    return totals;
  };
  let uploads = 0;
  assert.deepEqual(await totalsOf(() => uploads++), await totalsOf());
  // Of the step after the last one too.
  assert.equal(uploads, 4);
});
