import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { main } from "../../../pipeline/cli/main.ts";
import { hasFilmPackages } from "../../../pipeline/kinds/encoders/film_packages.ts";
import { FFMPEG, ffmpeg, peopleFilmTest } from "../films/films.ts";
import { browserTest } from "../report/chromium.ts";
import { ROOT } from "../../shared.ts";
import { inFolder, temporaryFolder } from "../../temporary.ts";
import { type Printed, printedBy } from "./printed.ts";
import { task } from "./process.ts";
import { withServer } from "./served.ts";

/** A finished run on drawn films. */
interface FilmRun {
  readonly folder: string;
  /** Where the films are, their features and their labels. */
  readonly data: string;
  readonly run: string;
}

/** The film to train on shows jump and kick, that to test kick. */
const SEED = ["--seed", "208"];

let once: Promise<FilmRun> | undefined;

/** Draws a film to train on and one to test, encodes them, and trains on them; removed at the end. */
const filmRun = () => once ??= makeFilmRun();

async function makeFilmRun(): Promise<FilmRun> {
  const folder = temporaryFolder();
  const data = join(folder, "watched data");
  const made = async (...words: string[]) => {
    const { code, stdout, stderr } = await task(words, words[0] === "run" ? { WALT_ENGINE: "cpu" } : {});
    assert.equal(code, 0, stderr);
    return stdout;
  };
  const times = { stride: "64", window: "64" };
  await made("video", "draw", data, "--films", "1:1", ...SEED);
  const options = Object.entries(times).flatMap(([name, frames]) => [`--${name}`, frames]);
  await made("video", "features", join(data, "films"), "--out", data, ...options);
  const set = [
    `data.root=${data}`,
    ...Object.entries(times).map(([name, frames]) => `features.sources.pose.${name}=${frames}`),
    "data.classes=[jump, kick]",
    "training.steps=10",
    "training.batch=1",
    "constants.hidden=16",
    "constants.dropped=0.1",
    "inference.classes.threshold=0",
  ];
  const stdout = await made("run", "recipes/demo_video.yaml", ...set.flatMap((each) => ["--set", each]));
  assert.match(stdout, /^average mAP/m);
  const run = join(ROOT, /^report +(\S+)\/report\.html$/m.exec(stdout)![1]!);
  addEventListener("unload", () => Deno.removeSync(run, { recursive: true }));
  return { folder, data, run };
}

const DRAWN = "The page of a drawn film plays it in a browser, and seeks to the segments found";
if (FFMPEG && hasFilmPackages()) {
  browserTest(DRAWN, async (browser) => {
    const { folder, data, run } = await filmRun();
    const out = join(folder, "page");
    const words = ["video", "watch", run, join(data, "films", "test_0001.mp4"), "--out", out];
    const { code, stderr } = await task(words);
    assert.equal(code, 0, stderr);
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(pathToFileURL(join(out, "index.html")).href);
    const last = "(() => [...document.querySelectorAll('button[data-start]')].at(-1))()";
    await page.evaluate(`${last}.click()`);
    const [start, moment, seconds] = await page.evaluate(`new Promise((resolve) => {
      const video = document.querySelector("video");
      const wait = () => video.seeking || video.readyState < 2
        ? setTimeout(wait, 20)
        : resolve([Number(${last}.dataset.start), video.currentTime, video.duration]);
      wait();
    })`) as [number, number, number];
    assert.ok(start > 0 && Math.abs(moment - start) < 0.01, `${moment} instead of ${start}`);
    assert.ok(seconds > 20, `${seconds}`);
    assert.deepEqual(errors, []);
  });
} else {
  peopleFilmTest(DRAWN, () => {});
}

peopleFilmTest(
  "video watch finds segments in a new film, and writes its page; video cut makes clips of them",
  async () => {
    const { folder, data, run } = await filmRun();
    const film = join(folder, "it's new, ü.avi");
    await ffmpeg("-i", join(data, "films", "test_0001.mp4"), "-c:v", "mpeg4", film);
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
    assert.match(page, /aria-label="cas: (jump|kick)"/);
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

    await allAndServer(run, film, join(folder, "windows"));

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
    const other = ["video", "watch", run, join(data, "films", "train_0001.mp4"), "--out", out];
    assert.match(
      (await refusal(() => printedBy(() => main(other)))).join("\n"),
      /is about another film or run/,
    );
    await Deno.remove(join(data, "features", "pose.films.json"));
    assert.match(
      (await refusal(watch)).join("\n"),
      /Nothing says which encoder made source "pose"[^]*--encoder pose/,
    );
    for (const file of ["predictions.json", "result.json"]) await Deno.remove(join(run, file));
    assert.match(
      (await refusal(watch)).join("\n"),
      /not finished\n {2}= go on with it: walt run --resume/,
    );
  },
);

/** What video watch finds with --sampling all, predict finds too, and serve in the same film sent to it. */
async function allAndServer(run: string, film: string, out: string): Promise<void> {
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
  const [[id, inWindows]] = Object.entries<unknown[]>(results) as [[string, unknown[]]];
  assert.ok(inWindows.length > 0);

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
    assert.deepEqual([found.status, found.video], [200, id]);
    assert.ok(found.duration > 20, `${found.duration}`);
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
