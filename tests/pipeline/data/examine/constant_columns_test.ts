import assert from "node:assert/strict";
import { constantColumns, constantInAll } from "../../../../pipeline/data/examine/constant_columns.ts";

Deno.test("constantColumns() leaves those that have one value in all rows, of float32 and of float16", () => {
  const columns = constantColumns();
  assert.equal(columns.left, undefined);
  columns.add({ width: 3, values: Float32Array.of(1, 2, 3, 1, 2, 3) });
  assert.deepEqual(columns.left, new Map([[0, 1], [1, 2], [2, 3]]));
  columns.add({ width: 3, values: new Uint16Array(Float16Array.of(1, 2, 3, 1, 5, 3).buffer) });
  assert.deepEqual(columns.left, new Map([[0, 1], [2, 3]]));
  columns.add({ width: 3, values: Float32Array.of(0, 2, 3) });
  assert.deepEqual(columns.left, new Map([[2, 3]]));
});

Deno.test("constantInAll() leaves those with one value in all parts; parts without videos do not count", () => {
  const all = new Map([[0, 1], [2, 3], [4, 5]]);
  assert.deepEqual(constantInAll([all, undefined]), [0, 2, 4]);
  assert.deepEqual(constantInAll([undefined, all, new Map([[0, 2], [4, 5]])]), [4]);
  assert.deepEqual(constantInAll([all, new Map()]), []);
  assert.deepEqual(constantInAll([undefined, undefined]), []);
});
