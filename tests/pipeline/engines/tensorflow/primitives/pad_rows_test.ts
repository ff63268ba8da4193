import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { type } from "../../../../../pipeline/engines/tensorflow/binding/attributes.ts";
import {
  createOperations,
  type NodeBackend,
} from "../../../../../pipeline/engines/tensorflow/binding/operations.ts";
import { padRows } from "../../../../../pipeline/engines/tensorflow/primitives/pad_rows.ts";
import { both, wave } from "../../recorded.ts";
import { tensorflowTest } from "../recorder/subject.ts";

/** The rows of what is made of x, and its sum. */
function sizeAndSum(x: Tensor, rows?: number): Tensor[] {
  const operations = createOperations(tf.backend() as unknown as NodeBackend, "cpu");
  const { run, ints, tensor, scope } = operations;
  const [T, int32] = [type("float32"), type("int32")];
  return scope(() => {
    const padded = padRows(operations, x, "float32", rows);
    const sum = run("Sum", [padded, ints([0, 1])], { T, Tidx: int32, keep_dims: { type: 3, value: false } });
    return [tensor(run("Shape", [padded], { T, out_type: int32 })), tensor(sum, [])];
  });
}

tensorflowTest(
  "padRows() adds rows of zeros up to a multiple of 128, also where they vary in a recording",
  ({ recorder }) => {
    for (const [rows, padded] of [[1, 128], [127, 128], [128, 128], [129, 256], [512, 512]] as const) {
      const x = wave([rows, 3], 1);
      const { eager, replayed } = both(recorder, [wave([130, 3], 2)], [x], ([x]) => sizeAndSum(x!), [[
        -1,
        3,
      ]]);
      const known = sizeAndSum(x, rows).map((each) => [...each.dataSync()]);
      for (const [size, sum] of [eager, replayed, known]) {
        assert.deepEqual(size, [padded, 3]);
        assert.ok(Math.abs(sum![0]! - tf.sum(x).dataSync()[0]!) < 1e-4);
      }
    }
  },
);
