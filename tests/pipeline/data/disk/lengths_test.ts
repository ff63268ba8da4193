import assert from "node:assert/strict";
import { commonLength } from "../../../../pipeline/data/disk/lengths.ts";

const RULES = ["truncate_to_shortest", "first_source", "error"] as const;

/** What each rule makes of sources of so many rows: a length, or the beginning of the message. */
const of = (...rows: number[]) =>
  RULES.map((rule) => {
    const found = commonLength("v", rows.map((rows, i) => ({ source: "abc"[i]!, rows })), rule);
    return typeof found === "number" ? found : found.message.replace(/:.*/, "");
  });

Deno.test("commonLength() is the shortest, or the first's where no other is shorter", () => {
  const differ = 'Sources of video "v" differ in length';
  const shorter = 'A source of video "v" is shorter than the first, "a"';
  assert.deepEqual(of(5), [5, 5, 5]);
  assert.deepEqual(of(5, 5), [5, 5, 5]);
  assert.deepEqual(of(5, 6), [5, 5, differ]);
  assert.deepEqual(of(6, 5), [5, shorter, differ]);
  assert.deepEqual(of(5, 5, 4), [4, shorter, differ]);
  assert.deepEqual(of(5, 7, 5), [5, 5, differ]);
});
