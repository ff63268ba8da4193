import assert from "node:assert/strict";
import { secondsPerSample } from "../../../pipeline/inference/upsample.ts";
import { collectMistakes } from "../../../pipeline/annotations/mistakes.ts";
import { checkSnippetTimes, firstBegins, secondsCovered } from "../../../pipeline/data/snippet_times.ts";

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
  assert.deepEqual(told({ v: 22.727 }, { v: 25 }), [
    `Snippets of "a" last 0.704 s and of "b" 0.64 s in video "v": ${rest}`,
  ]);
  assert.deepEqual(told({ v: 25 }, { v: 25.00001 }), [
    `Snippets of "a" last 0.64 s and of "b" 0.6399997 s in video "v": ${rest}`,
  ]);
  // A rate that is not known is told elsewhere.
  assert.deepEqual(told({ v: 25, w: 20 }, { w: 20 }), []);
});

Deno.test("checkSnippetTimes() tells sources whose windows lie around other middles", () => {
  const mistakes = collectMistakes("x");
  const sources = [16, undefined, 8].map((window, i) => {
    return { name: "abc"[i]!, stride: 16, window, fpsOf: () => 25 };
  });
  checkSnippetTimes(["v"], sources, mistakes);
  assert.equal(
    mistakes.error()?.diagnostics[0]?.message,
    'Windows of "a" last 0.64 s and of "c" 0.32 s in video "v": rows of all sources must stand for the same times',
  );
});

Deno.test("A snippet lasts stride / fps around the middle of its window, and the last window ends the video", () => {
  const frames = { fps: 25, stride: 4, window: 16 };
  assert.equal(firstBegins(frames), 6 / 25);
  assert.equal(secondsCovered({ ...frames, length: 100 }), (99 * 4 + 16) / 25);
  for (const plain of [{ fps: 29.97, stride: 15.1 }, { fps: 29.97, stride: 15.1, window: 15.1 }]) {
    assert.equal(firstBegins(plain), 0);
    assert.equal(secondsCovered({ ...plain, length: 77 }), 77 * 15.1 / 29.97);
  }
});

Deno.test("The numbers of docs/times.md hold", () => {
  const close = (value: number, wanted: number) => assert.ok(Math.abs(value - wanted) < 1e-12, `${value}`);
  const overlapping = { fps: 25, stride: 4, window: 16 };
  close(firstBegins(overlapping) + 10 * 4 / 25, 1.84);
  close(firstBegins(overlapping) + 11 * 4 / 25, 2);
  const sample = (frames: { fps: number; stride: number; window?: number }) =>
    firstBegins(frames) + 480 * secondsPerSample({ ...frames, length: 60 }, 60, 24);
  close(sample({ fps: 25, stride: 16 }), 12.8);
  close(sample({ fps: 25, stride: 16, window: 64 }), 13.76);
});
