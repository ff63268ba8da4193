import assert from "node:assert/strict";
import { join } from "node:path";
import { main } from "../../../pipeline/cli/main.ts";
import { ffmpeg, H264, peopleFilmTest } from "../films/films.ts";
import { ROOT } from "../../shared.ts";
import { inFolder } from "../../temporary.ts";
import { type Printed, printedBy } from "./printed.ts";
import { task } from "./process.ts";
import { withServer } from "./served.ts";

/** Draws a film of seconds. */
async function draw(path: string, seconds: number, ...codec: readonly string[]): Promise<string> {
  const form = codec.length > 0 ? codec : H264;
  await ffmpeg("-f", "lavfi", "-i", `testsrc2=s=64x48:r=25:d=${seconds}`, ...form, path);
  return path;
}

/** A run on the features of two short films, removed at the end. */
async function withFilmRun(use: (folder: string, run: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const [films, data] = [join(folder, "films"), join(folder, "watched data")];
    await Deno.mkdir(films);
    for (const [i, name] of ["a.mp4", "b.mp4"].entries()) await draw(join(films, name), 2 + i);
    const made = await task(["video", "features", films, "--out", data, "--classes", "walk,jump"]);
    assert.equal(made.code, 0, made.stderr);
    await Deno.writeTextFile(join(data, "labels.csv"), "video,labels,subset\na,walk;jump,train\nb,,test\n");
    // A model that takes two snippets, and so a long film in windows.
    const words = [
      ...["training.steps=2", "constants.hidden=4", "inference.classes.threshold=0"],
      ...["features.sampling.length=2", "features.sampling.test=stretch"],
    ];
    const { code, stdout, stderr } = await task(
      ["run", join(data, "recipe.yaml"), ...words.flatMap((word) => ["--set", word])],
      { WALT_ENGINE: "cpu" },
    );
    assert.equal(code, 0, stderr);
    const [, run] = /^report +(\S+)\/report\.html$/m.exec(stdout)!;
    try {
      await use(folder, join(ROOT, run!));
    } finally {
      await Deno.remove(join(ROOT, run!), { recursive: true });
    }
  });
}

peopleFilmTest(
  "video watch finds segments in a new film, and writes its page; video cut makes clips of them",
  async () => {
    await withFilmRun(async (folder, run) => {
      const film = await draw(join(folder, "it's new, ü.avi"), 3, "-c:v", "mpeg4");
      const words = ["video", "watch", run, film];
      const watched = await task([...words, "--top", "4"]);
      assert.equal(watched.code, 0, watched.stderr);
      assert.match(
        watched.stderr,
        /warning: ".*avi" is a file of avi, which not every browser plays; .* --transcode$/m,
      );
      const out = join(run, "films", "it's new, ü");
      const page = await Deno.readTextFile(join(out, "index.html"));
      assert.match(page, /<video src="it(&#39;|%27)s%20new%2C%20%C3%BC\.avi"/);
      assert.match(page, /aria-label="cas: (walk|jump)"/);
      assert.match(page, /aria-label="actionness"/);
      const { results } = JSON.parse(await Deno.readTextFile(join(out, "segments.json")));
      const [[id, found]] = Object.entries<{ segment: [number, number] }[]>(results) as [[string, []]];
      assert.equal(id, "it's new, ü");
      assert.ok(found.length > 0 && found.length <= 4);
      assert.equal(page.match(/<button type="button" data-start=/g)?.length, found.length);
      assert.equal(page.match(/src="data:image\/jpeg/g)?.length, found.length);
      const names = [...Deno.readDirSync(out)].map(({ name }) => name).sort();
      assert.deepEqual(names, [
        "chapters.vtt",
        "features",
        "index.html",
        "it's new, ü.avi",
        "segments.csv",
        "segments.json",
        "segments.otio",
        "watch.json",
      ]);
      const predicted = await task(["predict", run, join(out, "features"), "--json", "--top", "4"]);
      assert.deepEqual(
        JSON.parse(predicted.stdout).results[id].map(({ segment }: { segment: unknown }) =>
          JSON.stringify(segment)
        ).sort(),
        found.map(({ segment }) => JSON.stringify(segment)).sort(),
      );

      await windowsAndServer(run, film, join(folder, "windows"));

      const again = await task([...words, "--transcode", "--top", "1"]);
      assert.equal(again.code, 0, again.stderr);
      assert.doesNotMatch(again.stderr, /^encoding|not every browser/m);
      assert.match(
        await Deno.readTextFile(join(out, "index.html")),
        /<video src="it(&#39;|%27)s%20new%2C%20%C3%BC\.played\.mp4"/,
      );

      const clips = join(folder, "clips");
      const cut = () => printedBy(() => main(["video", "cut", out, film, "--out", clips]));
      assert.equal((await cut()).code, 0);
      assert.equal([...Deno.readDirSync(clips)].filter(({ name }) => name.endsWith(".mp4")).length, 1);
      assert.match((await refusal(cut)).join("\n"), /clips" is not empty/);

      const watch = () => printedBy(() => main(words));
      const other = ["video", "watch", run, join(folder, "films", "a.mp4"), "--out", out];
      assert.match(
        (await refusal(() => printedBy(() => main(other)))).join("\n"),
        /is about another film or run/,
      );
      await Deno.remove(join(folder, "watched data", "features", "pose.films.json"));
      assert.match(
        (await refusal(watch)).join("\n"),
        /Nothing says which encoder made source "pose"[^]*--encoder pose/,
      );
      for (const file of ["predictions.json", "result.json"]) await Deno.remove(join(run, file));
      assert.match(
        (await refusal(watch)).join("\n"),
        /not finished\n {2}= go on with it: deno task .*run --resume/,
      );
    });
  },
);

/** What video watch finds in windows of two snippets, predict finds too, and serve in the same film sent to it. */
async function windowsAndServer(run: string, film: string, out: string): Promise<void> {
  const all = ["--sampling", "all"];
  const watched = await task([
    "video",
    "watch",
    run,
    film,
    "--link",
    "--out",
    out,
    "--top",
    "100000",
    ...all,
  ]);
  assert.equal(watched.code, 0, watched.stderr);
  const { results } = JSON.parse(await Deno.readTextFile(join(out, "segments.json")));
  const [[id, inWindows]] = Object.entries<{ segment: [number, number] }[]>(results) as [[string, []]];
  const border = 2 * 16 / 25;
  const sides = inWindows.map(({ segment: [start, end] }: { segment: [number, number] }) => {
    return end <= border + 1e-9 ? "before" : start >= border - 1e-9 ? "after" : "over";
  });
  assert.deepEqual([...new Set(sides)].sort(), ["after", "before"]);

  const predicted = await task(["predict", run, join(out, "features"), "--json", ...all]);
  const wanted = JSON.parse(predicted.stdout).results[id];
  const texts = (segments: readonly unknown[]) => segments.map((each) => JSON.stringify(each)).sort();
  assert.deepEqual(texts(inWindows), texts(wanted));
  await withServer([run, ...all], async ({ address }) => {
    const send = async (body: Uint8Array<ArrayBuffer>) => {
      const video = encodeURIComponent(id);
      const answer = await fetch(`${address}segments?video=${video}`, { method: "POST", body });
      return { status: answer.status, ...await answer.json() };
    };
    const found = await send(await Deno.readFile(film));
    assert.deepEqual([found.status, found.duration, found.video], [200, 3, id]);
    assert.deepEqual(found.segments, wanted);
    const rows = await send(await Deno.readFile(join(out, "features", "pose", `${id}.npy`)));
    assert.deepEqual(rows.segments, wanted);
    const broken = await send(new TextEncoder().encode("no film at all"));
    assert.equal(broken.status, 422);
    assert.match(broken.error, /^The body is no film that can be encoded: /);
    assert.doesNotMatch(broken.error, /runs\//);
  });
}

/** What a command says that ends with a mistake. */
async function refusal(command: () => Promise<Printed>): Promise<readonly string[]> {
  const { code, err } = await command();
  assert.equal(code, 2);
  return err;
}

Deno.test("video watch and video cut without ffmpeg say how it is installed", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "found.json");
    await Deno.writeTextFile(file, '{"results": {"a": []}}');
    const { code, stderr } = await task(["video", "cut", file, "a.mp4", "--out", join(folder, "o")], {
      PATH: folder,
    });
    assert.equal(code, 2);
    assert.match(stderr, /ffmpeg is not on the PATH[^]*apt install ffmpeg/);
  });
});
