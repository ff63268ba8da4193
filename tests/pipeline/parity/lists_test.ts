import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { isListKey, listsAt } from "../../../pipeline/parity/lists.ts";
import { cpuTest } from "../contract/engines.ts";

cpuTest("listsAt() compares as many rows of a video as the file lists", () =>
  tf.tidy(() => {
    const signals = new Map([["ranked", tf.tensor2d([2, 0, 1, 0, 1, 2], [2, 3], "int32")]]);
    const expected = { "rows.0": { shape: [2], data: [2, 0] }, "rows.1": { shape: [1, 3], data: [0, 2, 1] } };
    assert.deepEqual(listsAt(expected, "rows", "ranked", signals), {
      actual: [2, 0, 0, 1, 2],
      wanted: [2, 0, 0, 2, 1],
    });
    assert.deepEqual(listsAt({ rows: { shape: [2, 1], data: [2, 0] } }, "rows", "ranked", signals), {
      actual: [2, 0, 1, 0, 1, 2],
      wanted: [2, 0],
    });
    assert.equal(listsAt({ rows: null }, "rows", "ranked", signals), undefined);
    assert.equal(listsAt({ "rows.0": null }, "rows", "ranked", signals), undefined);
    assert.equal(listsAt({ "rows.1.mean": [] }, "rows", "ranked", signals), undefined);
  }));

cpuTest("listsAt() ranks what a mask selects of each class, of equal values the first", () =>
  tf.tidy(() => {
    const signals = new Map([
      ["chosen", tf.tensor3d([1, 0, 1, 1, 0, 1], [1, 3, 2])],
      ["map", tf.tensor3d([2, 9, 7, 4, 8, 4], [1, 3, 2])],
    ]);
    const place = { mask: "chosen", by: "map" };
    // Class 0 has rows 0 and 1, class 1 rows 1 and 2, which are equal.
    const { actual } = listsAt(
      { "rows.0": { shape: [1, 2, 2], data: [0, 0, 0, 0] } },
      "rows",
      place,
      signals,
    )!;
    assert.deepEqual(actual, [1, 1, 0, 2]);
  }));

Deno.test("isListKey() knows a list and those of each video", () => {
  const keys = ["rows", "rows.0", "rows.12", "rows.x", "rows.0.1", "row"];
  assert.deepEqual(keys.filter((key) => isListKey(key, { rows: "ranked" })), ["rows", "rows.0", "rows.12"]);
});
