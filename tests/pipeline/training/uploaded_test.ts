import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { StepBatch } from "../../../pipeline/training/step_data.ts";
import { uploaded } from "../../../pipeline/training/uploaded.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";

await openEngine("cpu");

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
});
