import assert from "node:assert/strict";
import { join } from "node:path";
import { cutClips, planClips } from "../../../../pipeline/films/watch/cut_clips.ts";
import { inFolder } from "../../../temporary.ts";
import { ffmpeg, filmTest, flash, H264 } from "../films.ts";

const segment = (label: string, start: number, end: number) => ({
  video: "v",
  label,
  score: 0.5,
  start,
  end,
});

/** The mean brightness of each frame of a film. */
async function brightness(path: string): Promise<number[]> {
  const words = ["-loglevel", "error", "-i", path, "-vf", "scale=1:1:flags=area", "-pix_fmt", "gray"];
  const { stdout } = await new Deno.Command("ffmpeg", { args: [...words, "-f", "rawvideo", "pipe:1"] })
    .output();
  return [...stdout];
}

filmTest(
  "cutClips() cuts at the frames of a segment, with as much before and after as is asked for",
  async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "it's a film.mp4");
      // One key frame alone: a cut that is not encoded anew would begin there.
      await ffmpeg(...flash(), ...H264, "-g", "999", path);
      const cut = async (name: string, margin: number) => {
        const out = join(folder, name);
        const [clip] = await cutClips([segment("flash", 2, 3)], { path, seconds: 6, margin, out });
        return (await brightness(join(out, clip!.file))).map((value) => value > 128);
      };
      assert.deepEqual(await cut("exact", 0), new Array(25).fill(true));
      const wide = await cut("wide", 0.4);
      assert.equal(wide.length, 45);
      assert.deepEqual([wide.indexOf(true), wide.lastIndexOf(true)], [10, 34]);
      const table = await Deno.readTextFile(join(folder, "wide", "clips.csv"));
      assert.equal(
        table,
        "clip,video,label,start,end,score,from,to\n" +
          "flash_00h00m02.000s-00h00m03.000s.mp4,v,flash,2,3,0.5,1.6,3.4\n",
      );
    });
  },
);

Deno.test("planClips() names clips by class and time, no two alike, and stays within the film", () => {
  const clips = planClips(
    [
      segment("High Jump/../x", 0.5, 3661.25),
      segment("high jump x", 0.5, 3661.25),
      segment("跳 远", 9, 10),
      segment("???", 9, 10),
    ],
    { seconds: 3660, margin: 1 },
    ".mp4",
  );
  assert.deepEqual(clips.map(({ file }) => file), [
    "High_Jump_x_00h00m00.500s-01h01m01.250s.mp4",
    "high_jump_x_00h00m00.500s-01h01m01.250s_2.mp4",
    "跳_远_00h00m09.000s-00h00m10.000s.mp4",
    "segment_00h00m09.000s-00h00m10.000s.mp4",
  ]);
  assert.deepEqual([clips[0]!.from, clips[0]!.to], [0, 3660]);
});
