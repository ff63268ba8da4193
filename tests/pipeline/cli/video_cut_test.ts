import assert from "node:assert/strict";
import { join } from "node:path";
import { main } from "../../../pipeline/cli/main.ts";
import { ffmpeg, filmTest, H264 } from "../films/films.ts";
import { inFolder } from "../../temporary.ts";
import { printedBy } from "./printed.ts";

const FOUND = {
  "day 1/a": [
    { label: "jump", score: 0.9, segment: [0.2, 0.6] },
    { label: "walk", score: 0.4, segment: [0.1, 1.2] },
    { label: "walk", score: 0.1, segment: [0, 0.5] },
  ],
  b: [{ label: "jump", score: 0.5, segment: [7, 9] }],
};

/** Runs `video cut` on predictions and a film of a second. */
async function cut(folder: string, film: string, ...words: readonly string[]) {
  const file = join(folder, "found.json");
  await Deno.writeTextFile(file, JSON.stringify({ results: FOUND }));
  const path = join(folder, film);
  await ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=1", ...H264, path);
  const out = join(folder, "clips");
  const printed = await printedBy(() => main(["video", "cut", file, path, "--out", out, ...words]));
  const names = printed.code === 0 && printed.out.join("").includes("is ready")
    ? [...Deno.readDirSync(out)].map(({ name }) => name).sort()
    : [];
  return { ...printed, names };
}

filmTest("video cut writes the best segments of the video that the film is named after", async () => {
  await inFolder(async (folder) => {
    const { code, names, err } = await cut(folder, "a.mp4", "--top", "2", "--min-score", "0.3");
    assert.equal(code, 0, err.join("\n"));
    assert.deepEqual(names, [
      "clips.csv",
      "jump_00h00m00.200s-00h00m00.600s.mp4",
      "walk_00h00m00.100s-00h00m01.200s.mp4",
    ]);
    assert.match(err.join("\n"), /segments 2 of 3 predictions/);
  });
});

filmTest("video cut writes no folder where no segment is left", async () => {
  await inFolder(async (folder) => {
    const { code, out, names } = await cut(folder, "a.mp4", "--min-score", "2");
    assert.equal(code, 0);
    assert.deepEqual(out, ['No clip of "day 1/a": no segment is left']);
    assert.deepEqual(names, []);
  });
});

for (
  const [what, film, words, told] of [
    [
      "a film of another name",
      "aa.mp4",
      [],
      /nothing about video "aa"[^]*say with --video which it is: .*day 1\/a/,
    ],
    [
      "a video that is not there",
      "a.mp4",
      ["--video", "c"],
      /nothing about video "c"[^]*one of: day 1\/a, b/,
    ],
    [
      "a film that is too short",
      "b.mp4",
      [],
      /1 segment of video "b" begins after the end of ".*b\.mp4", which lasts 1\.0 s/,
    ],
    ["--per-class alone", "a.mp4", ["--per-class"], /--per-class says what --top counts/],
  ] as const
) {
  filmTest(`video cut refuses ${what}`, async () => {
    await inFolder(async (folder) => {
      const { code, err } = await cut(folder, film, ...words);
      assert.equal(code, 2);
      assert.match(err.join("\n"), told);
    });
  });
}

filmTest("video cut tells mistakes of the predictions with their places", async () => {
  await inFolder(async (folder) => {
    const [file, film] = [join(folder, "found.csv"), join(folder, "a.mp4")];
    await ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=1", ...H264, film);
    await Deno.writeTextFile(file, "video,start,end,label,score\na,0,1,jump,0.5\na,x,1,jump,0.5\n");
    const { code, err } = await printedBy(() =>
      main(["video", "cut", file, film, "--out", join(folder, "o")])
    );
    assert.equal(code, 2);
    assert.match(err.join("\n"), /found\.csv:3:1/);
  });
});
