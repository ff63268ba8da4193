import assert from "node:assert/strict";
import { checkAnnotations } from "../../../pipeline/annotations/ground_truth.ts";
import { hasScored } from "../../../pipeline/annotations/has_scored.ts";

/** Whether a run with training video `a` and test video `b` is scored; `+` stands for a segment, `-` for a label alone. */
function scored(
  videos: Record<string, readonly [subset: string, ...annotations: ("+" | "-")[]]>,
  subset = "test",
): boolean {
  const database = Object.fromEntries(
    Object.entries(videos).map(([name, [of, ...list]]) => [name, {
      subset: of,
      annotations: list.map((each) => ({ label: "dive", ...(each === "+" ? { segment: [0, 1] } : {}) })),
    }]),
  );
  return hasScored(checkAnnotations({ database }, "gt").database, subset, {
    train: new Set(["a"]),
    test: new Set(["b"]),
  });
}

Deno.test("hasScored() is false where test videos have labels alone, no annotation, or are not in the file", () => {
  assert.equal(scored({ a: ["train", "+"], b: ["test", "-"] }), false);
  assert.equal(scored({ a: ["train", "+"], b: ["test"] }), false);
  assert.equal(scored({ a: ["train", "+"] }), false);
  assert.equal(scored({ a: ["train", "+"], c: ["validation", "+"], b: ["testing"] }, "testing"), false);
});

Deno.test("hasScored() is true where a video has segments that could be scored, the subset named rightly or not", () => {
  assert.equal(scored({ a: ["train", "-"], b: ["test", "-", "+"] }), true);
  assert.equal(scored({ a: ["train", "-"], c: ["test", "+"] }), true);
  assert.equal(scored({ a: ["train", "-"], b: ["validation", "+"] }), true);
  assert.equal(scored({ a: ["train", "-"], c: ["validation", "+"] }), true);
});
