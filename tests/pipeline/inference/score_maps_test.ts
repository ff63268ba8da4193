import assert from "node:assert/strict";
import { createScoreMaps } from "../../../pipeline/inference/score_maps.ts";
import { SECTION, signal } from "./section.ts";

/** Two classes over three snippets, the second one's map flat; and a map for all classes. */
const SIGNALS = new Map([
  ["cas", signal([3, 2], [1, 5, 2, 5, 3, 5])],
  ["map", signal([3], [0, 4, 2])],
  ["flat", signal([3], [2, 2, 2])],
]);

Deno.test("createScoreMaps() scales the map of a class, and counts flat ones once", () => {
  const maps = createScoreMaps(SIGNALS, { ...SECTION, normalize: "minmax" });
  assert.equal(maps.flatMaps(), 0);
  assert.deepEqual([...maps.normalized("cas", 0)], [0, 0.5, 1]);
  assert.deepEqual([...maps.normalized("map", 1)], [0, 1, 0.5]);
  assert.equal(maps.flatMaps(), 0);
  for (let i = 0; i < 2; i++) assert.deepEqual([...maps.normalized("cas", 1)], [0, 0, 0]);
  assert.equal(maps.flatMaps(), 1);
  maps.normalized("flat", 0);
  assert.equal(maps.normalized("flat", 1), maps.normalized("flat", 0), "one map for all classes");
  assert.equal(maps.flatMaps(), 2);
});

Deno.test("createScoreMaps() gives maps as they are, between snippets and as sums", () => {
  const maps = createScoreMaps(SIGNALS, { ...SECTION, upsample: 2 });
  assert.deepEqual([...maps.normalized("cas", 1)], [5, 5, 5]);
  assert.deepEqual([...maps.upsampled("map", 0)].slice(0, 5), [0, 2, 4, 3, 2]);
  assert.deepEqual([...maps.sums("map", 0)].slice(0, 6), [0, 0, 2, 6, 9, 11]);
  assert.equal(maps.upsampled("cas", 0), maps.upsampled("cas", 0), "computed once");
  assert.notDeepEqual(maps.upsampled("cas", 0), maps.upsampled("cas", 1));
  assert.equal(maps.flatMaps(), 0);
});
