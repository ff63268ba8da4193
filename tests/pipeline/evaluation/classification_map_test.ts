import assert from "node:assert/strict";
import { classificationMap } from "../../../pipeline/evaluation/classification_map.ts";

function close(actual: number, expected: number, tolerance = 1e-12): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

Deno.test("classificationMap() ranks videos per class and leaves out classes that no video has", () => {
  const { map, ap } = classificationMap(
    [[0.9, 0.2, 0.5], [0.8, 0.9, 0.5], [0.7, 0.1, 0.5]],
    [[1, 1, 0], [0, 0, 0], [1, 0, 0]],
  );
  close(ap[0]!, (1 + 2 / 3) / 2);
  close(ap[1]!, 1 / 2);
  assert.equal(ap[2], undefined);
  close(map, (5 / 6 + 1 / 2) / 2);
});

Deno.test("classificationMap() ranks of equal scores the later video first", () => {
  assert.equal(classificationMap([[1], [1]], [[1], [0]]).map, 0.5);
  assert.equal(classificationMap([[1], [1]], [[0], [1]]).map, 1);
});
