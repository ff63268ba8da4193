import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { batchInputs, videoInputs } from "../../../pipeline/parity/inputs.ts";
import { compileSmall } from "../../specs/compile/small.ts";
import { cpuTest } from "../contract/engines.ts";

const x = { shape: [2, 3, 2], data: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] };

cpuTest("batchInputs() makes masks of lengths, and pairs that are listed or counted", () => {
  const program = compileSmall("training: { batch: 4, batches: { kind: pairs, count: 2 } }");
  const read = (inputs: Parameters<typeof batchInputs>[2]["inputs"]) => {
    const tensors = batchInputs({ x, lengths: [3, 1], couples: [[1, 0]] }, { count: 2 }, { inputs }, program);
    const found = [...tensors].map(([name, tensor]) => [name, tensor.dtype, tensor.arraySync()]);
    tf.dispose([...tensors.values()]);
    return found.slice(1);
  };
  assert.deepEqual(read({ features: "x", mask: { until: "lengths" }, pairs: { pairs: "count" } }), [
    ["mask", "float32", [[1, 1, 1], [1, 0, 0]]],
    ["pairs", "int32", [[0, 1], [2, 3]]],
  ]);
  assert.deepEqual(read({ features: "x", lengths: "lengths", pairs: "couples" }), [
    ["lengths", "float32", [3, 1]],
    ["pairs", "int32", [[1, 0]]],
  ]);
});

cpuTest("videoInputs() has the first rows of a video, none of them padded", () => {
  const read = (rows: unknown) => {
    const tensors = videoInputs({ x }, "x", 1, rows, 4);
    const found = Object.fromEntries([...tensors].map(([name, tensor]) => [name, tensor.arraySync()]));
    tf.dispose([...tensors.values()]);
    return found;
  };
  const { features, mask, positions, lengths, pairs } = read(2);
  assert.deepEqual(features, [[[7, 8], [9, 10]]]);
  assert.deepEqual([mask, positions, lengths, pairs], [[[1, 1]], [[0, 1]], [2], [[0, 0]]]);
  assert.deepEqual(read(undefined)["features"], [[[7, 8], [9, 10], [11, 12]]]);
});
