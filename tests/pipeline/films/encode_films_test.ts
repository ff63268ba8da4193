import assert from "node:assert/strict";
import { join } from "node:path";
import { encodeFilms, type FailedFilm, isFinished, readHeads } from "../../../pipeline/films/encode_films.ts";
import { readFilmRecord, recordPath } from "../../../pipeline/films/record.ts";
import type { Encoder } from "../../../pipeline/kinds/encoders/encoder.ts";
import { temporaryFolder } from "../../temporary.ts";
import { FFMPEG, ffmpeg, filmTest, H264 } from "./films.ts";

const TIMES = { fps: 25, stride: 8, window: 8 };
const WHAT = { encoder: { kind: "test" }, times: TIMES };

/** An encoder that counts its calls. */
function counting(): Encoder & { calls: number } {
  return {
    calls: 0,
    form: { width: 4, height: 4, fit: "stretch" },
    frames: 1,
    hash: "",
    encode() {
      this.calls++;
      return Float32Array.of(1, 2);
    },
    close() {},
  };
}

filmTest("encodeFilms() writes each film, names those that fail, and knows finished ones again", async () => {
  const folder = temporaryFolder();
  const draw = (name: string, seconds: number) =>
    ffmpeg("-f", "lavfi", "-i", `testsrc2=s=64x48:r=25:d=${seconds}`, ...H264, "-g", "5", join(folder, name));
  await draw("a.mp4", 2);
  await draw("b.mkv", 2);
  await Deno.mkdir(join(folder, "deep"));
  await draw("deep/c.mkv", 1);
  // The head of a film and nothing after it.
  const bytes = await Deno.readFile(join(folder, "b.mkv"));
  await Deno.writeFile(join(folder, "b.mkv"), bytes.subarray(0, 700));
  await Deno.writeTextFile(join(folder, "d.mp4"), "no film");
  await Deno.writeTextFile(join(folder, "e.mp4"), "");
  const films = ["a.mp4", "b.mkv", "deep/c.mkv", "d.mp4", "e.mp4"].map((name) => ({
    id: name.replace(/\.\w+$/, ""),
    path: join(folder, name),
  }));
  const out = join(folder, "out");
  await Deno.mkdir(join(out, "features"), { recursive: true });
  const { known, failed } = await readHeads(films);
  const failures: FailedFilm[] = [...failed];
  const done: string[] = [];
  const watcher = {
    onFrames: () => {},
    onWarning: () => {},
    onFailure: (failure: FailedFilm) => void failures.push(failure),
    onFilm: ({ id }: { id: string }) => void done.push(id),
  };
  const target = { out, source: "test", record: { ...WHAT, width: 0, films: {} } };
  const encoder = counting();
  const made = await encodeFilms(known, target, { times: TIMES, encoder, ffmpeg: FFMPEG! }, watcher);
  assert.deepEqual(Object.keys(made.films).sort(), ["a", "deep/c"]);
  assert.deepEqual(failures.map(({ film }) => film.id).sort(), ["b", "d", "e"]);
  assert.equal(failures.find(({ film }) => film.id === "e")!.why, "the file is empty");
  assert.equal(made.films["a"]!.snippets, 6);
  assert.equal(encoder.calls, 6 + 3);
  assert.equal((await Deno.stat(join(out, "features/test/deep/c.npy"))).size, 128 + 3 * 2 * 4);

  const record = readFilmRecord(out, "test", WHAT)!;
  assert.deepEqual(record, made);
  const again = { ...target, record };
  const left = async () =>
    (await readHeads(films)).known.filter((film) => !isFinished(film, again)).map(({ id }) => id);
  assert.deepEqual((await left()).filter((id) => id !== "b"), []);
  await Deno.remove(join(out, "features/test/a.npy"));
  await draw("deep/c.mkv", 3);
  assert.deepEqual((await left()).filter((id) => id !== "b"), ["a", "deep/c"]);
});

/** An encoder that refuses two snippets at a time, and waits for something first. */
function patient(first: Promise<void> = Promise.resolve()): Encoder {
  let isBusy = false;
  return {
    form: { width: 8, height: 8, fit: "stretch" },
    frames: 2,
    hash: "",
    async encode({ pixels }) {
      assert.ok(!isBusy);
      isBusy = true;
      await first;
      isBusy = false;
      return Float32Array.from(pixels.flatMap((frame) => [...frame]));
    },
    close() {},
  };
}

filmTest(
  "encodeFilms() gives the same to the bit with several films at a time, and tells of each",
  async () => {
    const folder = temporaryFolder();
    const films = ["a", "b", "c", "d"].map((id) => ({ id, path: join(folder, `${id}.mkv`) }));
    for (const [i, { path }] of films.entries()) {
      await ffmpeg("-f", "lavfi", "-i", `testsrc2=s=64x48:r=25:d=${2 - 0.4 * i}`, ...H264, path);
    }
    const { known } = await readHeads(films);
    assert.deepEqual(known.map(({ head }) => head.area), films.map(() => 64 * 48));
    const encode = async (out: string, jobs: number) => {
      await Deno.mkdir(join(out, "features"), { recursive: true });
      const begun = Promise.withResolvers<void>();
      const late = setTimeout(
        () => begun.reject(new Error("films are not encoded at the same time")),
        60_000,
      );
      let open = 0;
      const told = known.map((film) => ({
        ...film,
        get path() {
          assert.ok(++open <= jobs);
          if (open === jobs) begun.resolve();
          return film.path;
        },
      }));
      const done: string[] = [];
      const target = { out, source: "test", record: { ...WHAT, width: 0, films: {} } };
      const encoder = patient(begun.promise);
      await encodeFilms(told, target, { times: TIMES, encoder, ffmpeg: FFMPEG!, jobs, threads: 1 }, {
        onFrames: ({ id }) => assert.ok(!done.includes(id)),
        onWarning: (_, warning) => assert.fail(warning),
        onFailure: ({ why }) => assert.fail(why),
        onFilm({ id }) {
          open--;
          done.push(id);
        },
      });
      clearTimeout(late);
      const bytes = films.map(({ id }) => Deno.readFileSync(join(out, `features/test/${id}.npy`)));
      return { done: done.sort(), bytes, record: Deno.readTextFileSync(recordPath(out, "test")) };
    };
    const single = await encode(join(folder, "single"), 1);
    assert.deepEqual(await encode(join(folder, "several"), 3), single);
    assert.deepEqual(single.done, films.map(({ id }) => id));
  },
);

filmTest("encodeFilms() ends all films where a file cannot be written", async () => {
  const folder = temporaryFolder();
  const films = ["a", "b"].map((id) => ({ id, path: join(folder, `${id}.mkv`) }));
  for (const [i, { path }] of films.entries()) {
    await ffmpeg("-f", "lavfi", "-i", `testsrc2=s=64x48:r=25:d=${i === 0 ? 1 : 60}`, ...H264, path);
  }
  const { known } = await readHeads(films);
  // A file in place of the folder.
  await Deno.writeTextFile(join(folder, "features"), "");
  const target = { out: folder, source: "test", record: { ...WHAT, width: 0, films: {} } };
  const nothing = () => {};
  const never = () => assert.fail();
  const watcher = { onFrames: nothing, onWarning: nothing, onFailure: never, onFilm: never };
  await assert.rejects(
    encodeFilms(known, target, { times: TIMES, encoder: patient(), ffmpeg: FFMPEG!, jobs: 2 }, watcher),
    /features/,
  );
});
