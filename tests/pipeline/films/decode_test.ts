import assert from "node:assert/strict";
import { join } from "node:path";
import { decodeFilm, type FramePlan } from "../../../pipeline/films/decode.ts";
import { temporaryFolder } from "../../temporary.ts";
import { FFMPEG, ffmpeg, filmTest, flash, H264 } from "./films.ts";

const folder = temporaryFolder();
const FORM = { width: 16, height: 16, fit: "stretch" } as const;
const ALL: FramePlan = { fps: 25, stride: 1, offsets: [0], form: FORM };

/** All frames of a film as [number, mean of the channel red], and how the decoding ended. */
async function decode(path: string, plan: Partial<FramePlan> = {}) {
  await using film = decodeFilm(path, { ...ALL, ...plan }, FFMPEG!);
  const frames = await Array.fromAsync(film.frames, ({ index, pixels }) => ({ index, pixels }));
  return { frames, ...await film.ended };
}

const mean = (values: Iterable<number>) => {
  const all = [...values];
  return all.reduce((sum, value) => sum + value, 0) / all.length;
};

/** Seconds of the first and after the last frame that is white. */
function whiteTimes(frames: readonly { index: number; pixels: Uint8Array }[], fps = 25): [number, number] {
  const white = frames.filter(({ pixels }) => mean(pixels) > 128);
  return [white[0]!.index / fps, (white.at(-1)!.index + 1) / fps];
}

/** Half of a frame of the decoded film, and rounding. */
const HALF = 0.5 / 25 + 1e-9;

for (
  const [what, rate] of [["25", "25"], ["23.976", "24000/1001"], ["29.97", "30000/1001"], ["50", "50"], [
    "10",
    "10",
  ]]
) {
  filmTest(`decodeFilm() finds a flash of a film of ${what} frames a second when it is`, async () => {
    const path = join(folder, `rate ${what}.mp4`);
    await ffmpeg(...flash({ rate: rate! }), ...H264, path);
    const { frames, seconds, troubles } = await decode(path);
    assert.deepEqual(troubles, []);
    assert.ok(Math.abs(seconds! - 6) < 0.1);
    assert.ok(Math.abs(frames.length - 150) <= 2, `${frames.length} frames`);
    const [from, to] = whiteTimes(frames);
    // The film itself has a frame every 1 / rate.
    const [over, under = "1"] = rate!.split("/");
    const own = 0.5 * Number(under) / Number(over);
    assert.ok(Math.abs(from - 2) <= HALF + 2 * own && Math.abs(to - 3) <= HALF + 2 * own, `${from} to ${to}`);
  });
}

filmTest("decodeFilm() finds a flash of a film of variable rate when it is", async () => {
  const path = join(folder, "variable.mkv");
  // Few frames in its first half, all in its second.
  const sparse = "select='gte(t,2.4)+not(mod(n,5))'";
  await ffmpeg(...flash(), "-vf", sparse, "-vsync", "vfr", ...H264, path);
  const [from, to] = whiteTimes((await decode(path)).frames);
  assert.ok(Math.abs(from - 2) <= 0.1 + HALF && Math.abs(to - 3) <= 2 * HALF, `${from} to ${to}`);
});

filmTest("decodeFilm() counts from the beginning of the sound where the pictures begin later", async () => {
  const path = join(folder, "late.mkv");
  const sound = ["-f", "lavfi", "-i", "sine=d=7"];
  await ffmpeg("-itsoffset", "1", ...flash(), ...sound, "-map", "0:v", "-map", "1:a", ...H264, path);
  const [from, to] = whiteTimes((await decode(path)).frames);
  assert.ok(Math.abs(from - 3) <= 2 * HALF && Math.abs(to - 4) <= 2 * HALF, `${from} to ${to}`);
});

filmTest("decodeFilm() picks the frames that are wanted, the same as among all", async () => {
  const path = join(folder, "picked.mp4");
  await ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x48:r=30:d=3", ...H264, path);
  const all = (await decode(path)).frames;
  for (
    const plan of [{ stride: 16, offsets: [4, 12] }, { stride: 4, offsets: [0, 5, 10, 15] }, {
      stride: 8,
      offsets: [3, 9],
    }]
  ) {
    const { frames } = await decode(path, plan);
    const wanted = all.filter(({ index }) =>
      index === 0 || plan.offsets.some((at) => index >= at && (index - at) % plan.stride === 0)
    );
    assert.deepEqual(frames, wanted);
  }
});

filmTest("decodeFilm() turns a film as the telephone says that took it", async () => {
  const [lying, turned] = ["lying.mp4", "turned.mp4"].map((name) => join(folder, name)) as [string, string];
  // White on its left half.
  const half = "color=black:s=64x48:r=25:d=1,drawbox=w=32:h=48:c=white:t=fill";
  await ffmpeg("-f", "lavfi", "-i", half, ...H264, lying);
  await ffmpeg("-i", lying, "-c", "copy", "-metadata:s:v:0", "rotate=90", turned);
  const pixel = (pixels: Uint8Array, y: number, x: number) => pixels[3 * (16 * y + x)]!;
  const [{ pixels: a }, { pixels: b }] = [
    (await decode(lying)).frames[0]!,
    (await decode(turned)).frames[0]!,
  ];
  assert.ok(pixel(a, 8, 2) > 200 && pixel(a, 8, 13) < 50 && pixel(a, 2, 2) > 200);
  const rows = [pixel(b, 2, 8), pixel(b, 13, 8)];
  assert.ok(Math.abs(rows[0]! - rows[1]!) > 150, `rows ${rows}`);
  assert.ok(Math.abs(pixel(b, 2, 2) - pixel(b, 2, 13)) < 50);
});

filmTest("decodeFilm() gives red, green and blue in this order", async () => {
  const path = join(folder, "orange.mkv");
  await ffmpeg(
    "-f",
    "lavfi",
    "-i",
    "color=0xff8000:s=64x48:r=25:d=0.2",
    "-c:v",
    "ffv1",
    "-pix_fmt",
    "bgr0",
    path,
  );
  const [red, green, blue] = (await decode(path)).frames[0]!.pixels;
  assert.ok(red! > 245 && Math.abs(green! - 128) < 10 && blue! < 10, `${red} ${green} ${blue}`);
});

filmTest(
  "decodeFilm() fits a frame: with bars, with cut edges, distorted, and the middle of a larger one",
  async () => {
    const path = join(folder, "thirds.mkv");
    // 96 x 32: red, green and blue, a square each.
    const thirds =
      "color=red:s=96x32:r=25:d=0.2,drawbox=x=32:w=32:h=32:c=lime:t=fill,drawbox=x=64:w=32:h=32:c=blue:t=fill";
    await ffmpeg("-f", "lavfi", "-i", thirds, "-c:v", "ffv1", "-pix_fmt", "bgr0", path);
    const row = async (form: FramePlan["form"], y: number) => {
      const { pixels } = (await decode(path, { form })).frames[0]!;
      return Array.from({ length: form.width }, (_, x) => {
        const [r, g, b] = pixels.subarray(3 * (form.width * y + x));
        return r! > 150 ? "r" : g! > 150 ? "g" : b! > 150 ? "b" : ".";
      }).join("");
    };
    const side = { width: 12, height: 12 };
    assert.equal(await row({ ...side, fit: "stretch" }, 6), "rrrrggggbbbb");
    assert.equal(await row({ ...side, fit: "pad" }, 6), "rrrrggggbbbb");
    assert.equal(await row({ ...side, fit: "pad" }, 1), "............");
    assert.equal(await row({ ...side, fit: "crop" }, 6), "gggggggggggg");
    // The shorter side is 16, so that a third is 16 wide and all of what is cut out is of the middle one.
    assert.equal(
      await row({ width: 24, height: 12, fit: "crop", shortSide: 16 }, 6),
      "rrrrggggggggggggggggbbbb",
    );
  },
);

filmTest("decodeFilm() scales pixels that are not square", async () => {
  const path = join(folder, "wide pixels.mkv");
  await ffmpeg("-f", "lavfi", "-i", "color=white:s=48x48:r=25:d=0.2,setsar=2/1", "-c:v", "ffv1", path);
  const { pixels } = (await decode(path, { form: { width: 16, height: 16, fit: "pad" } })).frames[0]!;
  const lit = Array.from({ length: 16 }, (_, y) => pixels[3 * (16 * y + 8)]! > 128);
  assert.equal(lit.filter(Boolean).length, 8, "twice as wide as high");
});

filmTest("decodeFilm() reads what is before a broken end, and says what ffmpeg says", async () => {
  const whole = join(folder, "whole.mkv");
  await ffmpeg("-f", "lavfi", "-i", "testsrc2=s=128x96:r=25:d=6", ...H264, "-g", "25", whole);
  const bytes = await Deno.readFile(whole);
  const broken = join(folder, "broken.mkv");
  await Deno.writeFile(broken, bytes.subarray(0, bytes.length / 2));
  const { frames, troubles, seconds } = await decode(broken);
  assert.ok(frames.length > 40 && frames.length < 110, `${frames.length} frames`);
  assert.ok(troubles.length > 0 && Math.abs(seconds! - 6) < 0.1);
});

filmTest("decodeFilm() ends ffmpeg where nobody reads on", async () => {
  const path = join(folder, "long.mp4");
  await ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=60", ...H264, path);
  const film = decodeFilm(path, { ...ALL, form: { width: 256, height: 256, fit: "stretch" } }, FFMPEG!);
  assert.equal((await film.frames.next()).value!.index, 0);
  await film[Symbol.asyncDispose]();
});

for (
  const name of [
    "-dash.mp4",
    'it\'s "quoted".mp4',
    "a:b %03d.mp4",
    "Ünï çødé 映画.mp4",
    "two  spaces,[x];y.mp4",
  ]
) {
  filmTest(`decodeFilm() reads a film named ${name}, of odd size`, async () => {
    const made = join(folder, "made.mkv");
    await ffmpeg(
      "-f",
      "lavfi",
      "-i",
      "color=white:s=33x17:r=25:d=0.2",
      "-c:v",
      "ffv1",
      "-pix_fmt",
      "yuv444p",
      made,
    );
    const path = join(folder, name.replace(".mp4", ".mkv"));
    await Deno.copyFile(made, path);
    const { frames, troubles } = await decode(path);
    assert.deepEqual(troubles, []);
    assert.equal(frames.length, 5);
    assert.ok(mean(frames[0]!.pixels) > 245);
  });
}
