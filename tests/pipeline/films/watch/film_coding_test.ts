import assert from "node:assert/strict";
import { join } from "node:path";
import { codingOf, requireFilm, unplayable } from "../../../../pipeline/films/watch/film_coding.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { inFolder } from "../../../temporary.ts";
import { ffmpeg, filmTest, H264 } from "../films.ts";

/** The lines of ffmpeg 5 for a film. */
function lines(container: string, pictures: string, sound?: string): string[] {
  return [
    `[info] Input #0, ${container}, from 'file:a.mp4':`,
    "[info]   Duration: 00:01:02.50, start: 0.000000, bitrate: 850 kb/s",
    `[info]   Stream #0:0[0x1](und): Video: ${pictures}, 320x240 [SAR 1:1 DAR 4:3], 723 kb/s, 29.97 fps, 29.97 tbr`,
    ...sound ? [`[info]   Stream #0:1[0x2](und): Audio: ${sound}, 44100 Hz, mono, fltp`] : [],
  ];
}

const MP4 = "mov,mp4,m4a,3gp,3g2,mj2";
const H264_LINE = "h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709, progressive)";

Deno.test("codingOf() reads container, codecs, length and rate", () => {
  assert.deepEqual(codingOf(lines(MP4, H264_LINE, "aac (LC) (mp4a / 0x6134706D)")), {
    seconds: 62.5,
    hasPictures: true,
    hasSound: true,
    container: MP4,
    pictures: "h264",
    pixels: "yuv420p",
    area: 320 * 240,
    rate: 29.97,
    sound: "aac",
  });
});

for (
  const [what, form, why] of [
    ["H.264 and AAC in MP4", lines(MP4, H264_LINE, "aac (LC)"), undefined],
    ["VP9 without sound in WebM", lines("matroska,webm", "vp9 (Profile 0), yuv420p(tv)"), undefined],
    ["ten bits in MP4", lines(MP4, "h264 (High 10), yuv420p10le(tv)"), "has pictures in h264 yuv420p10le"],
    ["MPEG-4 in AVI", lines("avi", "mpeg4 (Simple Profile) (FMP4), yuv420p"), "is a file of avi"],
    ["H.264 in Matroska", lines("matroska,webm", H264_LINE), "has pictures in h264"],
    ["AC-3 in MP4", lines(MP4, H264_LINE, "ac3"), "has sound in ac3"],
  ] as const
) {
  Deno.test(`unplayable() knows ${what}`, () => assert.equal(unplayable(codingOf(form)), why));
}

filmTest("requireFilm() refuses what is absent, empty, sound alone, or no film, and says which", async () => {
  await inFolder(async (folder) => {
    const path = (name: string) => join(folder, name);
    await Deno.writeTextFile(path("empty.mp4"), "");
    await Deno.writeTextFile(path("text.mp4"), "no film ".repeat(999));
    await ffmpeg("-f", "lavfi", "-i", "sine=d=1", path("sound.mp4"));
    await ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x48:d=1", ...H264, path("film.mp4"));
    for (
      const [name, told] of [
        ["gone.mp4", /gone\.mp4.*no such file/],
        ["empty.mp4", /no film that ffmpeg can read/],
        ["text.mp4", /no film that ffmpeg can read: ./],
        ["sound.mp4", /sound and no pictures/],
        [".", /folder/],
      ] as const
    ) {
      await assert.rejects(
        requireFilm(path(name)),
        (error) => error instanceof UserError && told.test(error.message),
      );
    }
    assert.equal((await requireFilm(path("film.mp4"))).pictures, "h264");
  });
});
