import assert from "node:assert/strict";
import { nameWarnings } from "../../../../pipeline/annotations/predictions/names.ts";

const named = (...names: string[]) =>
  names.map((video) => ({ video, label: "x", score: 1, start: 0, end: 1 }));

Deno.test("nameWarnings() tells names that differ by v_, an ending or the coding of accents", () => {
  const what = "whose name the ground truth writes differently, not scored";
  assert.deepEqual(nameWarnings(named("b2", "b2", "c3.mp4", "v_a1", "q"), new Set(["v_a1", "v_b2", "c3"])), [
    `3 predictions in 2 videos ${what}: "b2" is "v_b2" there`,
  ]);
  assert.deepEqual(nameWarnings(named("e\u0301"), new Set(["\u00e9"])), [
    `1 prediction in 1 video ${what}: "e\u0301" is there in another Unicode form`,
  ]);
  assert.deepEqual(nameWarnings(named("v_a1", "other"), new Set(["v_a1", "v_b2"])), []);
  assert.deepEqual(nameWarnings(named("/data/B2.npy"), new Set(["v_b2"])), [
    `1 prediction in 1 video ${what}: "/data/B2.npy" is "v_b2" there`,
  ]);
});
