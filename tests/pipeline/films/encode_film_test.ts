import assert from "node:assert/strict";
import { join } from "node:path";
import { encodeFilm } from "../../../pipeline/films/encode_film.ts";
import { byFrames, type Encoder, type FrameLooks } from "../../../pipeline/kinds/encoders/encoder.ts";
import { temporaryFolder } from "../../temporary.ts";
import { FFMPEG, ffmpeg, filmTest, flash, H264 } from "./films.ts";

const folder = temporaryFolder();

/** An encoder whose row is the mean of the frames of a snippet. */
const means = (frames: number): Encoder => ({
  form: { width: 8, height: 8, fit: "stretch" },
  frames,
  hash: "",
  encode({ pixels }) {
    const all = pixels.flatMap((frame) => [...frame]);
    return Float32Array.of(all.reduce((sum, value) => sum + value, 0) / all.length);
  },
  close() {},
});

const encode = (path: string, frames: number, times: { fps: number; stride: number; window: number }) =>
  encodeFilm(path, { times, encoder: means(frames), ffmpeg: FFMPEG! });

for (
  const times of [
    { fps: 25, stride: 16, window: 16 },
    { fps: 25, stride: 4, window: 16 },
    { fps: 12.5, stride: 8, window: 8 },
    { fps: 30, stride: 10, window: 10 },
  ]
) {
  filmTest(
    `encodeFilm() shows a flash in the snippets that are there then: ${JSON.stringify(times)}`,
    async () => {
      const path = join(folder, "flash.mp4");
      await ffmpeg(...flash({ seconds: 8, from: 2, to: 4 }), ...H264, path);
      const { rows, snippets, width, warnings } = await encode(path, times.window, times);
      assert.deepEqual([warnings, width, rows.length], [[], 1, snippets]);
      const { fps, stride, window } = times;
      const lasts = stride / fps;
      // Snippet i stands for the middle of its window.
      const middle = (i: number) => (i * stride + window / 2) / fps;
      const lit = [...rows.keys()].filter((i) => rows[i]! > 128);
      const [from, to] = [middle(lit[0]!) - lasts / 2, middle(lit.at(-1)!) + lasts / 2];
      assert.ok(
        Math.abs(from - 2) <= lasts / 2 + 1e-9 && Math.abs(to - 4) <= lasts / 2 + 1e-9,
        `${from} to ${to}`,
      );
      assert.ok(Math.abs(snippets - (8 * fps - window) / stride - 1) <= 1.5, `${snippets} snippets`);
    },
  );
}

filmTest("encodeFilm() makes one snippet of one frame, with a warning", async () => {
  const path = join(folder, "one.mkv");
  await ffmpeg("-f", "lavfi", "-i", "color=white:s=64x48", "-frames:v", "1", "-c:v", "ffv1", path);
  const { rows, warnings } = await encode(path, 2, { fps: 25, stride: 16, window: 16 });
  assert.equal(rows.length, 1);
  assert.ok(rows[0]! > 240);
  assert.match(warnings.join(), /^it is shorter than a snippet of 16 frames/);
});

filmTest("encodeFilm() warns of a film that breaks off, with what it gave until then", async () => {
  const whole = join(folder, "whole.mkv");
  await ffmpeg("-f", "lavfi", "-i", "testsrc2=s=128x96:r=25:d=6", ...H264, "-g", "25", whole);
  const bytes = await Deno.readFile(whole);
  const path = join(folder, "broken.mkv");
  await Deno.writeFile(path, bytes.subarray(0, bytes.length / 2));
  const { snippets, warnings } = await encode(path, 2, { fps: 25, stride: 4, window: 4 });
  assert.ok(snippets > 10 && snippets < 30);
  assert.match(
    warnings.join(),
    /^it breaks off after \d\.\d of 6\.\d s, and so do its features \(ffmpeg: .+\)$/,
  );
});

filmTest("encodeFilm() refuses a film without frames, and one of sound", async () => {
  const times = { fps: 25, stride: 16, window: 16 };
  const sound = join(folder, "sound.mp4");
  await ffmpeg("-f", "lavfi", "-i", "sine=d=1", sound);
  await assert.rejects(encode(sound, 2, times), /No frame can be decoded/);
  const nothing = join(folder, "nothing.mp4");
  await Deno.writeTextFile(nothing, "no film");
  await assert.rejects(encode(nothing, 2, times), /No frame can be decoded: moov atom not found/);
});

filmTest("encodeFilm() looks once at frames that snippets share, with rows the same to the bit", async () => {
  const path = join(folder, "overlap.mkv");
  await ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=3", ...H264, path);
  const looked: Uint8Array[] = [];
  const sum = (pixels: Uint8Array) => pixels.reduce((total, byte, i) => total + byte * (i % 7), 0);
  const looks: FrameLooks = {
    look(pixels) {
      looked.push(...pixels);
      return pixels.map((frame) => Float32Array.of(Math.sin(sum(frame))));
    },
    join: (found, seconds) => Float32Array.of(seconds, ...found.map(([value]) => value!)),
  };
  const form = { width: 16, height: 16, fit: "stretch" } as const;
  const encoder: Encoder = { form, frames: 4, hash: "", ...byFrames(looks), close() {} };
  for (const stride of [3, 5, 20]) {
    const film = { times: { fps: 25, stride, window: 12 }, ffmpeg: FFMPEG! };
    looked.length = 0;
    const shared = await encodeFilm(path, { ...film, encoder });
    const sharing = looked.length;
    looked.length = 0;
    const apart = await encodeFilm(path, { ...film, encoder: { ...encoder, looks: undefined } });
    assert.deepEqual(shared, apart);
    const offsets = [1, 4, 7, 10];
    const shown = Array.from({ length: shared.snippets }, (_, i) => offsets.map((at) => i * stride + at));
    assert.equal(sharing, new Set(shown.flat()).size, `stride ${stride}`);
    assert.equal(looked.length, 4 * shared.snippets);
  }
});

filmTest("encodeFilm() keeps no frame longer than a snippet needs it, however long a film is", async () => {
  const path = join(folder, "long.mp4");
  const seconds = 40;
  await ffmpeg("-f", "lavfi", "-i", `color=gray:s=32x32:r=25:d=${seconds}`, ...H264, path);
  const form = { width: 384, height: 384, fit: "stretch" } as const;
  // External memory is that of arrays, of this thread alone.
  let most = 0;
  const encoder: Encoder = {
    ...{ form, frames: 16, hash: "", close() {} },
    encode({ pixels }) {
      most = Math.max(most, Deno.memoryUsage().external);
      return Float32Array.of(pixels[0]![0]!);
    },
  };
  const before = Deno.memoryUsage().external;
  const times = { fps: 25, stride: 8, window: 16 };
  const { snippets } = await encodeFilm(path, { times, encoder, ffmpeg: FFMPEG! });
  assert.equal(snippets, (25 * seconds - 16) / 8 + 1);
  const all = 25 * seconds * 3 * 384 * 384;
  assert.ok(most - before < all / 5, `${most - before} bytes for a film of ${all}`);
});
