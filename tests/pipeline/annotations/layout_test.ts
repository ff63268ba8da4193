import assert from "node:assert/strict";
import { count, examples, shown } from "../../../pipeline/annotations/layout.ts";

Deno.test("shown() is a value as JSON, cut where it is longer than 60 characters", () => {
  assert.deepEqual([undefined, null, "a", [1, Infinity]].map(shown), [
    "missing",
    "null",
    '"a"',
    '[1,"Infinity"]',
  ]);
  const quoted = (length: number) => shown("x".repeat(length - 2));
  assert.equal(quoted(60), `"${"x".repeat(58)}"`);
  assert.equal(quoted(61), `"${"x".repeat(56)}...`);
});

Deno.test("examples() are three at most, and count() says one and many", () => {
  assert.deepEqual([[], ["a"], ["a", "b", "c"], ["a", "b", "c", "d"]].map(examples), [
    "",
    "a",
    "a; b; c",
    "a; b; c; ...",
  ]);
  assert.deepEqual([0, 1, 2, 3311].map((n) => count(n, "video")), [
    "0 videos",
    "1 video",
    "2 videos",
    "3,311 videos",
  ]);
  assert.deepEqual([1, 2].map((n) => count(n, "class", "classes")), ["1 class", "2 classes"]);
});

Deno.test("count() speaks English", () => {
  assert.deepEqual([count(1, "class"), count(0, "class"), count(2, "class")], [
    "1 class",
    "0 classes",
    "2 classes",
  ]);
  assert.deepEqual([count(1, "video"), count(3311, "video")], ["1 video", "3,311 videos"]);
});
