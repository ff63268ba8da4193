import assert from "node:assert/strict";
import fc from "fast-check";
import { guessRate } from "../../../../pipeline/data/survey/rates.ts";
import { guessWindow } from "../../../../pipeline/data/survey/window.ts";

/** Videos of some numbers of frames, their rows counted by a window and a stride, durations with two digits. */
function videos(frames: readonly number[], fps: number, window: number, stride: number) {
  return frames.map((count) => ({
    rows: Math.floor((count - window) / stride) + 1,
    duration: Math.round(count / fps * 100) / 100,
  }));
}

const FRAMES = [500, 731, 902, 1333, 2217, 3050, 4441];

Deno.test("guessRate() finds the windows that durations and rows tell", () => {
  for (const fps of [25, 30]) {
    for (const [window, stride] of [[16, 4], [16, 8], [32, 4], [64, 8], [32, 16]] as const) {
      const { window: found, ...rate } = guessRate(videos(FRAMES, fps, window, stride));
      assert.deepEqual(found?.usual, { fps, stride, window }, `${fps} ${window} ${stride}`);
      assert.deepEqual([rate.fps, rate.stride], [fps, stride]);
    }
  }
});

Deno.test("guessRate() finds no windows where rows come one after the other, the last whole or not", () => {
  const strides = fc.constantFrom(4, 8, 16, 32, 64);
  const counts = fc.array(fc.integer({ min: 1000, max: 90_000 }), { minLength: 3, maxLength: 40 });
  fc.assert(
    fc.property(strides, counts, fc.constantFrom(25, 30), fc.boolean(), (stride, frames, fps, isWhole) => {
      const all = frames.map((count) => ({
        rows: isWhole ? Math.floor(count / stride) : Math.ceil(count / stride),
        duration: Math.round(count / fps * 100) / 100,
      }));
      assert.equal(guessWindow(all, { fps, stride }, [25, 30]), undefined);
    }),
  );
});

Deno.test("guessRate() takes the rates that files state of each video", () => {
  const all = [15, 24, 50].flatMap((fps) => videos(FRAMES, fps, 16, 4).map((video) => ({ ...video, fps })));
  const { fps, stride, window } = guessRate(all, { from: "annotations" });
  assert.deepEqual([fps, stride, window?.usual?.window], [{ from: "annotations" }, 4, 16]);
});

Deno.test("guessRate() gives the numbers where no usual window fits", () => {
  const { window } = guessRate(videos(FRAMES, 25, 100, 4));
  assert.equal(window?.usual, undefined);
  const { perRow, beyond } = window!.line;
  // 100 - 4, and half a stride of frames that fill no row.
  assert.ok(Math.abs(perRow - 4) < 0.01 && Math.abs(beyond - 98) < 4, `${perRow} ${beyond}`);
  assert.equal(guessRate(videos(FRAMES.slice(0, 2), 25, 16, 4)).window, undefined, "two videos tell nothing");
});
