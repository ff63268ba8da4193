import assert from "node:assert/strict";
import { constantColumns } from "../../../../pipeline/data/examine/constant_columns.ts";

Deno.test("constantColumns() leaves those that have one value in all rows, of float32 and of float16", () => {
  const columns = constantColumns();
  assert.deepEqual(columns.left, []);
  columns.add({ width: 3, values: Float32Array.of(1, 2, 3, 1, 2, 3) });
  assert.deepEqual(columns.left, [0, 1, 2]);
  columns.add({ width: 3, values: new Uint16Array(Float16Array.of(1, 2, 3, 1, 5, 3).buffer) });
  assert.deepEqual(columns.left, [0, 2]);
  columns.add({ width: 3, values: Float32Array.of(0, 2, 3) });
  assert.deepEqual(columns.left, [2]);
});
