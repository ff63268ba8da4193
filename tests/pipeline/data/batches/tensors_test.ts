import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { type SampledBatch, toDense } from "../../../../pipeline/data/batches/batches.ts";
import type { Convolution } from "../../../../specs/kinds/traits.ts";
import type { SampledPlanner } from "../../../../pipeline/engines/sampled.ts";
import type { SampledInputs } from "../../../../pipeline/graph/passes/sampled.ts";
import { batchTensors, plansOf, sampledTensors } from "../../../../pipeline/data/batches/tensors.ts";
import { cpuTest } from "../../contract/engines.ts";

/** Two videos of three snippets with four columns; rows 0 and 1 are the first one's, row 2 the other's. */
const BATCH: SampledBatch = {
  labels: Float32Array.of(1, 0, 0, 1, 1, 0, 0, 0, 1, 1),
  positions: Int32Array.of(0, 0, 4, 7, 7, 7),
  lengths: Int32Array.of(5, 8),
  shape: [2, 3, 4],
  rows: Float32Array.of(0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23),
  sampled: {
    rows: Int32Array.of(0, 4, 7),
    starts: Int32Array.of(0, 2),
    counts: Int32Array.of(2, 1),
    index: Int32Array.of(0, 0, 1, 2, 2, 2),
  },
};

/** Shape, type and values of tensors, which are disposed of. */
function told(tensors: ReadonlyMap<string, Tensor>): Record<string, [string, number[]]> {
  const found = [...tensors].map(([name, tensor]) => {
    return [name, [`${tensor.dtype} [${tensor.shape}]`, [...tensor.dataSync()]]] as const;
  });
  tf.dispose([...tensors.values()]);
  return Object.fromEntries(found) as Record<string, [string, number[]]>;
}

const OF_VIDEOS = {
  labels: ["float32 [2,5]", [1, 0, 0, 1, 1, 0, 0, 0, 1, 1]],
  positions: ["float32 [2,3]", [0, 0, 4, 7, 7, 7]],
  mask: ["float32 [2,3]", [1, 1, 1, 1, 1, 1]],
  lengths: ["float32 [2]", [5, 8]],
};
const FEATURES = [
  "float32 [2,3,4]",
  [0, 0, 1, 2, 2, 2].flatMap((row) => [0, 1, 2, 3].map((d) => 10 * row + d)),
];

const inputs = (changes: Partial<SampledInputs>): SampledInputs => ({
  rows: new Map(),
  index: undefined,
  plans: [],
  varying: new Set(),
  ...changes,
});

cpuTest("batchTensors() are features, labels, positions, mask and lengths", () => {
  assert.deepEqual(told(batchTensors(toDense(BATCH))), { features: FEATURES, ...OF_VIDEOS });
});

cpuTest("batchTensors() mask what is padded, name pairs by their places, and say the progress", () => {
  const batch = {
    ...toDense(BATCH),
    positions: Int32Array.of(0, 4, -1, 7, -1, -1),
    pairs: [[0, 1]] as const,
    progress: 0.25,
  };
  const { mask, positions, pairs, progress } = told(batchTensors(batch));
  assert.deepEqual(progress, ["float32 []", [0.25]]);
  assert.deepEqual(mask, ["float32 [2,3]", [1, 1, 0, 1, 0, 0]]);
  assert.deepEqual(positions, ["float32 [2,3]", [0, 4, -1, 7, -1, -1]]);
  assert.deepEqual(pairs, ["int32 [1,2]", [0, 1]]);
});

cpuTest(
  "sampledTensors() are rows by their columns, the index and plans, and features where they are read",
  () => {
    const rows = new Map([["whole", { begin: 0, size: 4 }], ["part", { begin: 1, size: 2 }], ["last", {
      begin: 3,
      size: 1,
    }]]);
    const plans = new Map([["plan", { shape: [3, 1], values: Int32Array.of(9, 8, 7) }]]);
    const of = (dense: boolean) =>
      told(sampledTensors(BATCH, inputs({ rows, index: "index" }), dense, plans));
    const expected = {
      ...OF_VIDEOS,
      whole: ["float32 [3,4]", [...BATCH.rows]],
      part: ["float32 [3,2]", [1, 2, 11, 12, 21, 22]],
      last: ["float32 [3,1]", [3, 13, 23]],
      index: ["int32 [2,3]", [0, 0, 1, 2, 2, 2]],
      plan: ["int32 [3,1]", [9, 8, 7]],
    };
    assert.deepEqual(of(false), expected);
    assert.deepEqual(of(true), { ...expected, features: FEATURES });
    assert.deepEqual(told(sampledTensors(BATCH, inputs({}), false, new Map())), OF_VIDEOS);
  },
);

Deno.test("plansOf() names the parts of every convolution's plan in order", () => {
  const planner: Pick<SampledPlanner, "plan"> = {
    plan: (sampled, { kernel }) => {
      assert.equal(sampled, BATCH.sampled);
      return [kernel, -kernel].map((value) => ({ shape: [1], values: Int32Array.of(value) }));
    },
  };
  const conv = (kernel: number): Convolution => ({ kernel, dilation: 1, depth: 4, width: 2 });
  const plans = [{ conv: conv(3), parts: ["a", "b"] }, { conv: conv(5), parts: ["c", "d"] }];
  const found = plansOf(BATCH, inputs({ plans }), planner as SampledPlanner);
  assert.deepEqual([...found].map(([name, { values }]) => [name, values[0]]), [
    ["a", 3],
    ["b", -3],
    ["c", 5],
    ["d", -5],
  ]);
});
