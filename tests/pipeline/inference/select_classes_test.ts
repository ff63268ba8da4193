import assert from "node:assert/strict";
import { selectClasses } from "../../../pipeline/inference/select_classes.ts";

Deno.test("selectClasses() takes every class at or above the threshold, ascending", () => {
  assert.deepEqual(
    selectClasses(Float32Array.of(0.5, 0.1, 0.25, 0.249), {
      threshold: 0.25,
      strict: false,
      fallback: "best",
    }),
    [0, 2],
  );
});

Deno.test("selectClasses() counts a score that is the threshold in float32, rounded up (0.2) or down (0.7)", () => {
  for (const threshold of [0.2, 0.7]) {
    assert.deepEqual(
      selectClasses(Float32Array.of(threshold), { threshold, strict: false, fallback: "none" }),
      [0],
    );
    const below = Math.fround(threshold) - 2 ** -24;
    assert.deepEqual(
      selectClasses(Float32Array.of(below), { threshold, strict: false, fallback: "none" }),
      [],
    );
  }
});

Deno.test("selectClasses() falls back to the first best class, or to none", () => {
  const scores = Float32Array.of(0.1, 0.3, 0.3, 0.2);
  assert.deepEqual(selectClasses(scores, { threshold: 0.5, strict: false, fallback: "best" }), [1]);
  assert.deepEqual(selectClasses(scores, { threshold: 0.5, strict: false, fallback: "none" }), []);
});

Deno.test("selectClasses() leaves out a score at a strict threshold", () => {
  const scores = Float32Array.of(0, 0.1, -0.1);
  assert.deepEqual(selectClasses(scores, { threshold: 0, strict: true, fallback: "none" }), [1]);
  assert.deepEqual(selectClasses(scores, { threshold: 0.1, strict: true, fallback: "best" }), [1]);
});
