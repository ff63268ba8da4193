import assert from "node:assert/strict";
import fc from "fast-check";
import { type FilmFrame, wantedFrames } from "../../../pipeline/films/decode.ts";
import { cutSnippets, spreadOffsets } from "../../../pipeline/films/snippets.ts";

/** Frames that show their numbers, as ffmpeg would give those of a film of so many. */
async function* framesOf(
  count: number,
  stride: number,
  offsets: readonly number[],
): AsyncGenerator<FilmFrame> {
  for (const index of wantedFrames({ stride, offsets })) {
    if (index >= count) return;
    yield await Promise.resolve({ index, pixels: Uint8Array.of(index) });
  }
}

/** The frames of each snippet of a film. */
async function cut(count: number, { stride, offsets }: { stride: number; offsets: readonly number[] }) {
  const snippets = await Array.fromAsync(
    cutSnippets(framesOf(count, stride, offsets), { fps: 25, stride, offsets }),
  );
  return snippets.map(({ pixels, indices, ...rest }) => {
    const frames = pixels.map(([index]) => index!);
    assert.deepEqual(frames, indices.map((index) => index % 256));
    return { ...rest, frames };
  });
}

Deno.test("spreadOffsets() looks at the middles of equal parts of a window", () => {
  assert.deepEqual(spreadOffsets(2, 16), [4, 12]);
  assert.deepEqual(spreadOffsets(1, 16), [8]);
  assert.deepEqual(spreadOffsets(4, 4), [0, 1, 2, 3]);
  assert.deepEqual(spreadOffsets(3, 16), [2, 8, 13]);
});

Deno.test("cutSnippets() gives snippet i of frames i stride and on, as many as have all their frames", async () => {
  const offsets = [4, 12];
  assert.deepEqual(await cut(45, { stride: 16, offsets }), [
    { frames: [4, 12], seconds: 0.32, last: 12, isPadded: false },
    { frames: [20, 28], seconds: 0.32, last: 28, isPadded: false },
    { frames: [36, 44], seconds: 0.32, last: 44, isPadded: false },
  ]);
  assert.equal((await cut(44, { stride: 16, offsets })).length, 2);
});

Deno.test("cutSnippets() gives what a straightforward cut gives, whatever overlaps", async () => {
  const drawn = fc.record({
    count: fc.integer({ min: 1, max: 150 }),
    stride: fc.integer({ min: 1, max: 20 }),
    window: fc.integer({ min: 1, max: 30 }),
    looks: fc.integer({ min: 1, max: 30 }),
  });
  await fc.assert(
    fc.asyncProperty(drawn, async ({ count, stride, window, looks }) => {
      const offsets = spreadOffsets(Math.min(looks, window), window);
      const found = (await cut(count, { stride, offsets })).filter(({ isPadded }) => !isPadded);
      const starts = Array.from({ length: count }, (_, i) => i * stride)
        .filter((start) => start + offsets.at(-1)! < count);
      assert.deepEqual(
        found.map(({ frames }) => frames),
        starts.map((start) => offsets.map((offset) => start + offset)),
      );
    }),
    { numRuns: 60 },
  );
});

Deno.test("cutSnippets() pads a film that is shorter than a snippet, and gives nothing of one without frames", async () => {
  const offsets = [4, 12];
  assert.deepEqual(await cut(1, { stride: 16, offsets }), [
    { frames: [0, 0], seconds: 0.32, last: 0, isPadded: true },
  ]);
  assert.deepEqual((await cut(10, { stride: 16, offsets }))[0]!.frames, [4, 4]);
  assert.deepEqual(await cut(0, { stride: 16, offsets }), []);
});

Deno.test("cutSnippets() releases frames that no later snippet shows, each once, and none that one shows", async () => {
  for (const { stride, offsets } of [{ stride: 4, offsets: [2, 6, 13] }, { stride: 8, offsets: [3] }]) {
    const released: number[] = [];
    const cut = cutSnippets(
      framesOf(200, stride, offsets),
      { fps: 25, stride, offsets },
      ([index]) => void released.push(index!),
    );
    for await (const { indices, last } of cut) {
      assert.deepEqual(indices.filter((index) => released.includes(index)), []);
      const decoded = wantedFrames({ stride, offsets }).take(last + 1).filter((index) => index <= last);
      assert.ok(
        [...decoded].length - released.length <= offsets.at(-1)! + 1,
        `${released.length} at ${last}`,
      );
    }
    assert.equal(new Set(released).size, released.length);
  }
});
