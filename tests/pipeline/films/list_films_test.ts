import assert from "node:assert/strict";
import { join } from "node:path";
import { listFilms } from "../../../pipeline/films/list_films.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { temporaryFolder } from "../../temporary.ts";

/** A folder of empty files. */
function folderOf(...names: string[]): string {
  const folder = temporaryFolder();
  for (const name of names) {
    Deno.mkdirSync(join(folder, name, ".."), { recursive: true });
    Deno.writeFileSync(join(folder, name), new Uint8Array());
  }
  return folder;
}

Deno.test("listFilms() finds films below a folder, by their names without endings, and the other files", async () => {
  const folder = folderOf(
    "b.MP4",
    "day 1/a.mov",
    "-x.webm",
    "u\u0308.mkv",
    "v1.2.avi",
    "notes.txt",
    "a.mp3",
    ".hidden.mp4",
  );
  const { films, others } = await listFilms(folder);
  assert.deepEqual(films.map(({ id }) => id), ["-x", "b", "day 1/a", "\u00fc", "v1.2"]);
  assert.equal(films[2]!.path, join(folder, "day 1/a.mov"));
  assert.deepEqual(others, ["a.mp3", "notes.txt"]);
});

Deno.test("listFilms() takes one film, whatever it ends in", async () => {
  const path = join(folderOf("a.dat"), "a.dat");
  assert.deepEqual(await listFilms(path), { films: [{ id: "a", path }], others: [] });
});

Deno.test("listFilms() refuses films of one name, all of them together", async () => {
  const folder = folderOf("a.mp4", "a.mov", "b.mkv", "b.avi", "c.mp4");
  await assert.rejects(listFilms(folder), (error) => {
    assert.ok(error instanceof UserError);
    assert.deepEqual(error.diagnostics.map(({ message }) => message), [
      'Two films would be video "a": "a.mov" and "a.mp4"',
      'Two films would be video "b": "b.avi" and "b.mkv"',
    ]);
    return true;
  });
});

Deno.test("listFilms() tells what is in a folder without films, and what is not there", async () => {
  await assert.rejects(listFilms(folderOf("notes.txt")), /No film in ".*": it has "notes\.txt"/);
  await assert.rejects(listFilms(folderOf()), /No film in ".*", which is empty/);
  await assert.rejects(listFilms("/nowhere/films"), /Cannot read "\/nowhere\/films": there is no such file/);
});
