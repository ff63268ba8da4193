import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { batchTensors, videoTensors } from "../../../pipeline/data/batches/tensors.ts";
import { batchOf, videoBatch } from "../../../pipeline/data/batches/test_batch.ts";
import type { Video } from "../../../pipeline/data/dataset.ts";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { forwardInParts } from "../../../pipeline/graph/forward_in_parts.ts";
import { createModel, forward } from "../../../pipeline/graph/model.ts";
import { inferenceSignals } from "../../../pipeline/inference/video.ts";
import type { Program } from "../../../specs/program.ts";
import { assertClose } from "../contract/check.ts";
import { compileCola } from "../contract/cola.ts";
import { cpuTest, engineTest } from "../contract/engines.ts";
import { wave } from "../contract/named.ts";
import { compileTiny } from "../contract/recipe.ts";

/** Signals of a video of `length` snippets in one pass, and in parts of `size`, with the snippets that were read at once. */
async function bothWays(
  program: Program,
  engine: Engine,
  names: readonly string[],
  length: number,
  size: number,
) {
  const model = createModel(program, engine);
  const { sources } = program.recipe.features;
  const width = Object.values(sources).reduce((sum, source) => sum + source.width, 0);
  const values = Float32Array.from(wave({ T: length, D: width }, length).values);
  const source = { classes: ["a", "b", "c", "d"], width, read: () => Promise.resolve(values) };
  const video: Video = { id: "v", split: "test", labels: [], length, fps: 25, stride: 16, segments: [] };
  const rows = Int32Array.from({ length }, (_, i) => i);
  const read: number[] = [];
  const inputs = async (begin: number, end: number) =>
    batchTensors(await batchOf(source, video, rows.subarray(begin, end)));
  const plain = (tensors: Map<string, Tensor> | undefined) => {
    if (!tensors) return undefined;
    const found = names.map((name) => ({
      shape: tensors.get(name)!.shape,
      values: [...tensors.get(name)!.dataSync()],
    }));
    tf.dispose([...tensors.values()]);
    return found;
  };
  const all = await inputs(0, length);
  const whole = plain(forward(model, all, names))!;
  tf.dispose([...all.values()]);
  const parts = plain(
    await forwardInParts(
      model,
      {
        length,
        read(begin, end) {
          read.push(end - begin);
          return inputs(begin, end);
        },
        rest: () => new Map(videoTensors(videoBatch(source, video, rows))),
      },
      names,
      size,
    ),
  );
  model.dispose();
  return { whole, parts, read };
}

engineTest("forwardInParts() computes what forward() does, to rounding", async (engine) => {
  const program = compileCola();
  const names = [...inferenceSignals(program.recipe.inference), "threshold"];
  for (const [length, size] of [[53, 10], [20, 10], [21, 10], [5, 1]] as const) {
    const { whole, parts, read } = await bothWays(program, engine, names, length, size);
    parts!.forEach(({ shape, values }, i) => {
      assert.deepEqual(shape, whole[i]!.shape);
      assertClose(values, whole[i]!.values, 1e-5, names[i]!);
    });
    // The embedding looks at one snippet on each side.
    assert.equal(read.length, Math.ceil(length / size));
    assert.ok(Math.max(...read) <= size + 2, `${read}`);
  }
});

const DEEP = {
  a: { kind: "conv1d", in: "features", filters: 5, kernel: 5, dilation: 2, activation: "relu" },
  b: { kind: "depthwise_conv1d", in: "a", kernel: 3 },
  narrow: { kind: "conv1d", in: "b", filters: "classes", kernel: 3 },
  smooth: "avg_pool1d(narrow, size=4, outside=counts)",
  scaled: "(smooth - mean(smooth, T)) * shift(narrow, T, 2)",
};

cpuTest(
  "forwardInParts() reads as many neighbours as all that looks at them needs together",
  async (engine) => {
    const program = compileTiny({ signals: DEEP });
    const { whole, parts, read } = await bothWays(program, engine, ["scaled", "smooth"], 61, 12);
    parts!.forEach(({ values }, i) => assertClose(values, whole[i]!.values, 1e-5, `signal ${i}`));
    // 4 + 1 + 1, and 2 of the pool or of the shift.
    assert.deepEqual(read, [20, 28, 28, 28, 21, 9]);
  },
);

cpuTest("forwardInParts() leaves what needs the features of all snippets to one pass", async (engine) => {
  for (const x of ["features - mean(features, T)", "softmax(features, T)"]) {
    const program = compileTiny({ signals: { x, out: "sum(x, D)" } });
    const { parts, read } = await bothWays(program, engine, ["out"], 30, 10);
    assert.deepEqual([parts, read], [undefined, []], x);
  }
});
