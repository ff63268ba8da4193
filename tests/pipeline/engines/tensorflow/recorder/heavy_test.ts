import assert from "node:assert/strict";
import { isHeavy } from "../../../../../pipeline/engines/tensorflow/recorder/heavy.ts";

const turned = (a: boolean, b: boolean) => [
  { name: "transpose_a", type: 3, value: a },
  { name: "transpose_b", type: 3, value: b },
];

Deno.test("isHeavy() finds operations that read large tensors, or such of a size that varies", () => {
  assert.ok(!isHeavy("AddV2", [], [[1000], []]));
  assert.ok(isHeavy("AddV2", [], [[1], [2048, 2048]]));
  assert.ok(isHeavy("Slice", [], [[-1, 2], [2]]));
  assert.ok(!isHeavy("Slice", [], [[-1, 0], [2]]));
});

Deno.test("isHeavy() finds products that make large tensors of small ones", () => {
  assert.ok(isHeavy("MatMul", turned(false, false), [[4096, 2], [2, 1024]]));
  assert.ok(isHeavy("MatMul", turned(true, true), [[2, 4096], [1024, 2]]));
  assert.ok(!isHeavy("MatMul", turned(true, false), [[4096, 2], [4096, 1]]));
});
