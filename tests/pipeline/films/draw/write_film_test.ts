import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFilm } from "../../../../pipeline/films/draw/write_film.ts";
import { readHead } from "../../../../pipeline/films/ffmpeg.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { filmTest } from "../films.ts";

const folder = temporaryFolder();
const FORM = { width: 32, height: 16, fps: 12.5 };
const frames = (count: number) => Array.from({ length: count }, () => new Uint8Array(4 * 32 * 16).fill(99));

filmTest("writeFilm() writes a film of as many frames as it gets", async () => {
  const path = join(folder, "it's 25.mp4");
  await writeFilm(path, frames(25), FORM);
  const { seconds, hasPictures } = await readHead(path);
  assert.ok(hasPictures && seconds === 2, `${seconds}`);
});

filmTest("writeFilm() says which file cannot be written, and leaves one that is there", async () => {
  const lost = join(folder, "no", "a.mp4");
  await assert.rejects(
    writeFilm(lost, frames(400), FORM),
    /^RunError: Cannot write ".*no\/a\.mp4": .*No such file/,
  );
  const there = join(folder, "there.mp4");
  await Deno.writeTextFile(there, "mine");
  await assert.rejects(writeFilm(there, frames(400), FORM), /Cannot write ".*there\.mp4": .*already exists/);
  assert.equal(await Deno.readTextFile(there), "mine");
});

filmTest("writeFilm() ends ffmpeg when drawing fails", async () => {
  const broken = function* () {
    yield* frames(3);
    throw new Error("no more paper");
  };
  await assert.rejects(writeFilm(join(folder, "b.mp4"), broken(), FORM), /no more paper/);
});
