import assert from "node:assert/strict";
import { choose } from "../../../../pipeline/annotations/predictions/choose.ts";

const found =
  ([["a", "x", 3], ["a", "y", 1], ["a", "x", 2], ["b", "x", 1], ["a", "x", 2], ["a", "y", 0]] as const)
    .map(([video, label, score], start) => ({ video, label, score, start, end: start + 1 }));
const kept = (chosen: Parameters<typeof choose>[1]) => choose(found, chosen).map(({ start }) => start);

Deno.test("choose() keeps the best of each video or class in their order, of equals the earlier", () => {
  assert.deepEqual(kept({}), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(kept({ top: 2 }), [0, 2, 3]);
  assert.deepEqual(kept({ top: 1, perClass: true }), [0, 1, 3]);
  assert.deepEqual(kept({ top: 2, perClass: true }), [0, 1, 2, 3, 5]);
  assert.deepEqual(kept({ minScore: 2 }), [0, 2, 4]);
  assert.deepEqual(kept({ minScore: 2, top: 2 }), [0, 2]);
  assert.deepEqual(kept({ minScore: 9 }), []);
});
