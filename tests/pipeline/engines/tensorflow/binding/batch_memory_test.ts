import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Engine } from "../../../../../pipeline/engines/engine.ts";
import { openBatchMemory } from "../../../../../pipeline/engines/tensorflow/binding/batch_memory.ts";
import type { Symbols } from "../../../../../pipeline/engines/tensorflow/binding/symbols.ts";
import { openDataset } from "../../../../../pipeline/data/open_dataset.ts";
import { createModel } from "../../../../../pipeline/graph/model.ts";
import { train } from "../../../../../pipeline/training/train.ts";
import { compileFile } from "../../../contract/recipe.ts";
import { tensorflowAsyncTest, tensorflowTest } from "../recorder/subject.ts";

tensorflowTest(
  "a tensor lies where the whole array does, and stays when the array is given back",
  ({ engine }) => {
    const memory = engine.memory!.batches!;
    const array = memory.take(6);
    array.set([1, 2, 3, 4, 5, 6]);
    const whole = tf.tensor2d(array, [2, 3]);
    const part = tf.tensor1d(array.subarray(0, 2));
    engine.upload!([whole, part]);
    array[0] = 7;
    assert.deepEqual([...whole.dataSync()], [7, 2, 3, 4, 5, 6]);
    assert.deepEqual([...part.dataSync()], [1, 2], "a part is copied");

    memory.give(array);
    assert.equal(array.length, 0);
    memory.give(array);
    // Memory that was freed would be taken for these.
    const others = Array.from({ length: 20 }, (_, i) => tf.fill([2, 3], i));
    assert.deepEqual([...tf.addN([whole, others[1]!]).dataSync()], [8, 3, 4, 5, 6, 7]);
  },
);

tensorflowTest("arrays of nothing, and of others, are taken and given back", ({ engine }) => {
  const memory = engine.memory!.batches!;
  const none = memory.take(0);
  assert.equal(tf.tensor2d(none, [0, 4]).size, 0);
  memory.give(none);
  const other = Float32Array.of(1, 2);
  memory.give(other);
  assert.deepEqual([...other], [1, 2]);
});

Deno.test("a library without memory is said, and keeps nothing", () => {
  const pointer = Deno.UnsafePointer.of(new Uint8Array(8));
  for (const given of [pointer, null]) {
    const deleted: Deno.PointerValue[] = [];
    const library = {
      TF_AllocateTensor: () => given,
      TF_TensorData: () => null,
      TF_DeleteTensor: (tensor: Deno.PointerValue) => void deleted.push(tensor),
    };
    const memory = openBatchMemory(library as unknown as Symbols, null, () => {});
    assert.throws(() => memory.take(3), /no memory for a batch of 12 bytes/);
    assert.deepEqual(deleted, given ? [given] : []);
  }
});

tensorflowAsyncTest("training learns the same to the bit where batches are copied", async ({ engine }) => {
  const { batches: _, ...copying } = engine.memory!;
  const totalsOf = async (set: string[], memory: Engine["memory"]) => {
    const program = compileFile("recipes/demo.yaml", ["training.steps=4", "training.batch=3", ...set]);
    const model = createModel(program, { ...engine, memory, reason: "" } as Engine);
    const totals: number[] = [];
    await train(model, await openDataset(program.recipe), { onStep: ({ total }) => void totals.push(total) });
    model.dispose();
    return totals;
  };
  // Few snippets of a video repeat one another, or most do.
  for (const length of [5, 200]) {
    const set = [`features.sampling.length=${length}`];
    assert.deepEqual(await totalsOf(set, engine.memory), await totalsOf(set, copying));
  }
});
