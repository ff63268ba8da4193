import assert from "node:assert/strict";
import { join } from "node:path";
import { encodeFilms, type FailedFilm, isFinished, readHeads } from "../../../pipeline/films/encode_films.ts";
import { readFilmRecord } from "../../../pipeline/films/record.ts";
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
