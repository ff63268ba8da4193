import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { loadRecipe } from "../../../pipeline/api.ts";
import { batchOf } from "../../../pipeline/data/batches/test_batch.ts";
import { batchTensors } from "../../../pipeline/data/batches/tensors.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";
import { PART } from "../../../pipeline/graph/forward_in_parts.ts";
import { createModel, forward } from "../../../pipeline/graph/model.ts";
import { videoSignals } from "../../../pipeline/inference/signals.ts";
import { assertClose } from "../contract/check.ts";

const WIDTH = 48;

Deno.test("videoSignals() reads a long video in parts, once, and a short one whole", async () => {
  const model = createModel(
    loadRecipe("recipes/demo.yaml", { set: ["constants.hidden=4"] }),
    await openEngine("cpu"),
  );
  const classes = ["climb", "dive", "jump", "spin", "throw"];
  const names = ["video", "cas", "actionness"];
  for (const length of [2 * PART + 3, PART]) {
    const features = Float32Array.from({ length: length * WIDTH }, (_, i) => Math.sin(i * 0.7 + (i >> 9)));
    const read: number[] = [];
    let opened = 0;
    const source = {
      classes,
      width: WIDTH,
      read: () => {
        read.push(Infinity);
        return Promise.resolve(features);
      },
      rowsOf: () => {
        opened++;
        return Promise.resolve((rows: Int32Array, target: Float32Array) => {
          read.push(rows.length);
          target.set(features.subarray(rows[0]! * WIDTH, (rows.at(-1)! + 1) * WIDTH));
          return Promise.resolve();
        });
      },
    };
    const video = { id: "v", split: "test", labels: [], length, fps: 25, stride: 16, segments: [] } as const;
    const rows = Int32Array.from({ length }, (_, i) => i);
    const found = await videoSignals(model, source, video, rows, names);
    assert.deepEqual([opened, read], length > PART ? [1, [PART + 1, PART + 2, 4]] : [0, [Infinity]]);
    const inputs = batchTensors(await batchOf(source, video, rows));
    for (const [name, tensor] of forward(model, inputs, names)) {
      assert.deepEqual(found.get(name)!.shape, tensor.shape.slice(1));
      assertClose([...found.get(name)!.data], [...tensor.dataSync()], 1e-5, name);
      tensor.dispose();
    }
    tf.dispose([...inputs.values()]);
  }
  model.dispose();
});
