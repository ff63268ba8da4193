import assert from "node:assert/strict";
import { join } from "node:path";
import {
  type FilmRecord,
  readFilmRecord,
  recordPath,
  writeFilmRecord,
} from "../../../pipeline/films/record.ts";
import { inFolder } from "../../temporary.ts";

const RECORD: FilmRecord = {
  encoder: { kind: "pose", people: 1, model: "ab" },
  times: { fps: 25, stride: 16, window: 16 },
  width: 85,
  films: { a: { hash: "cd", snippets: 3, seconds: 2 }, b: { hash: "ef", snippets: 1 } },
};

Deno.test("readFilmRecord() gives what was written, and nothing where nothing was", async () => {
  await inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "features"));
    assert.equal(readFilmRecord(folder, "pose", RECORD), undefined);
    await writeFilmRecord(folder, "pose", RECORD);
    assert.deepEqual(readFilmRecord(folder, "pose", RECORD), RECORD);
    assert.equal(readFilmRecord(folder, "rgb", RECORD), undefined);
  });
});

Deno.test("readFilmRecord() refuses other settings, and says all that differ", async () => {
  await inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "features"));
    await writeFilmRecord(folder, "pose", RECORD);
    const other = {
      encoder: { kind: "pose", people: 2, model: "ab", file: "x" },
      times: { fps: 30, stride: 16, window: 16 },
    };
    assert.throws(
      () => readFilmRecord(folder, "pose", other),
      /made otherwise: people was 1, now 2, fps was 25, now 30, file was absent, now "x"/,
    );
    for (const text of ["", "[]", "{}"]) {
      await Deno.writeTextFile(recordPath(folder, "pose"), text);
      assert.throws(() => readFilmRecord(folder, "pose", RECORD), /is no record of films/);
    }
  });
});
