import assert from "node:assert/strict";
import { join } from "node:path";
import { inFolder } from "../../temporary.ts";
import { ffmpeg, filmTest, H264 } from "../films/films.ts";
import { task } from "./process.ts";

/** Three short films, one of sound alone, and a text. */
async function drawFilms(folder: string): Promise<string> {
  const films = join(folder, "my films");
  await Deno.mkdir(films);
  for (const [i, name] of ["a.mp4", "-b.mp4", 'it\'s "c", ü.mkv'].entries()) {
    await ffmpeg("-f", "lavfi", "-i", `testsrc2=s=64x48:r=30:d=${3 + i}`, ...H264, join(films, name));
  }
  await ffmpeg("-f", "lavfi", "-i", "sine=d=1", join(films, "sound.mp4"));
  await Deno.writeTextFile(join(films, "notes.txt"), "");
  return films;
}

filmTest("video features makes of films a data set that trains as soon as labels are filled in", async () => {
  await inFolder(async (folder) => {
    const films = await drawFilms(folder);
    const out = join(folder, "my data");
    const recipe = join(out, "recipe.yaml");
    const words = ["video", "features", films, "--out", out];
    const made = await task([...words, "--classes", "walk, jump"]);
    assert.equal(made.code, 1, "a film failed");
    assert.match(made.stderr, /films {4}4 films\nleft {5}1 other file, such as "notes\.txt"\n/);
    assert.match(made.stderr, /^at once {2}[1-3] films? \(\d+ cores?, [\d.]+ GB of memory free\); --jobs/m);
    assert.match(made.stderr, /failed {3}".*sound\.mp4": it has sound and no pictures/);
    const labels = await Deno.readTextFile(join(out, "labels.csv"));
    assert.match(
      labels,
      /^video,labels,subset,duration\n-b,,train,4\na,,train,3\n"it's ""c"", ü",,test,5\n$/,
    );
    const check = await task(["check", recipe]);
    assert.equal(check.code, 0, check.stderr);
    const text = await Deno.readTextFile(recipe);
    assert.match(text, / {4}- jump\n {4}- walk\n/);
    assert.match(text, /width: 85\n {6}fps: 25\n {6}stride: 16\n {6}window: 16\n/);
    const untrained = await task(["run", recipe], { WALT_ENGINE: "cpu" });
    assert.equal(untrained.code, 2);
    assert.match(untrained.stderr, /label/);

    await Deno.writeTextFile(
      join(out, "labels.csv"),
      labels.replace("-b,", "-b,walk;jump").replace("a,,", "a,jump,"),
    );
    const run = await task(["run", recipe, "--set", "training.steps=2"], { WALT_ENGINE: "cpu" });
    const [, report] = /^report +(\S+)\/report\.html$/m.exec(run.stdout) ?? [];
    if (report !== undefined) await Deno.remove(report, { recursive: true });
    assert.equal(run.code, 0, run.stderr);
    assert.doesNotMatch(run.stdout + run.stderr, /durations not that of the features/);

    const again = await task(words);
    assert.match(again.stderr, /4 films, 3 finished before/);
    assert.doesNotMatch(again.stderr, /was edited/);
    await Deno.writeTextFile(recipe, `${await Deno.readTextFile(recipe)}# mine\n`);
    const edited = await task(words);
    assert.match(edited.stderr, /recipe\.yaml" was edited, and is left as it is/);
    assert.match(await Deno.readTextFile(recipe), /# mine\n$/);

    const other = await task([...words, "--stride", "8"]);
    assert.equal(other.code, 2);
    assert.match(
      other.stderr,
      /was made otherwise|were made otherwise: stride was 16, now 8, window was 16, now 8/,
    );
  });
});

for (
  const [what, words, told] of [
    [
      "an encoder that there is not",
      ["--encoder", "poze"],
      /Unknown encoder "poze"[^]*did you mean "pose"\?/,
    ],
    ["frames that a window has not", ["--window", "1"], /looks at 2 frames of a snippet, which has 1/],
    ["a folder without films", [], /No film in ".*", which is empty/],
    ["a stride that is no number", ["--stride", "1.5"], /Expected a whole number from 1/],
  ] as const
) {
  filmTest(`video features refuses ${what}`, async () => {
    await inFolder(async (folder) => {
      const { code, stderr } = await task([
        "video",
        "features",
        folder,
        "--out",
        join(folder, "out"),
        ...words,
      ]);
      assert.equal(code, 2);
      assert.match(stderr, told);
    });
  });
}

Deno.test("video features without ffmpeg says how it is installed", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "a.mp4"), "");
    const words = ["video", "features", folder, "--out", join(folder, "out")];
    const { code, stderr } = await task(words, { PATH: folder });
    assert.equal(code, 2);
    assert.match(stderr, /ffmpeg is not on the PATH[^]*apt install ffmpeg[^]*brew install ffmpeg/);
    assert.doesNotMatch(stderr, /Warning/);
  });
});
