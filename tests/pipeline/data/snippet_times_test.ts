import assert from "node:assert/strict";
import { collectMistakes } from "../../../pipeline/annotations/mistakes.ts";
import { checkSnippetTimes } from "../../../pipeline/data/snippet_times.ts";

/** What is told of sources of stride 16 with these rates by video. */
function told(...rates: Record<string, number>[]): string[] {
  const mistakes = collectMistakes("x");
  const sources = rates.map((rate, i) => ({
    name: "abc"[i]!,
    stride: 16,
    fpsOf: (video: string) => rate[video],
  }));
  checkSnippetTimes(["v", "w"], sources, mistakes);
  return mistakes.error()?.diagnostics.map(({ message }) => message) ?? [];
}

Deno.test("checkSnippetTimes() tells the first video in which two sources differ, once", () => {
  const rest = "rows of all sources must cover the same times";
  assert.deepEqual(told({ v: 25, w: 20 }, { v: 25, w: 20 }), []);
  assert.deepEqual(told({ v: 25, w: 20 }), []);
  assert.deepEqual(told({ v: 25, w: 20 }, { v: 25, w: 20 * (1 + 1e-10) }), []);
  assert.deepEqual(told({ v: 25, w: 20 }, { v: 25, w: 25 }), [
    `Snippets of "a" last 0.8 s and of "b" 0.64 s in video "w": ${rest}`,
  ]);
  assert.deepEqual(told({ v: 25, w: 20 }, { v: 25, w: 20 }, { v: 20, w: 25 }), [
    `Snippets of "a" last 0.64 s and of "c" 0.8 s in video "v": ${rest}`,
  ]);
  // A rate that is not known is told elsewhere.
  assert.deepEqual(told({ v: 25, w: 20 }, { w: 20 }), []);
});
