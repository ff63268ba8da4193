import assert from "node:assert/strict";
import { join } from "node:path";
import { openAnnotations } from "../../../pipeline/annotations/layouts/open.ts";
import { writeLabels } from "../../../pipeline/films/label_table.ts";
import { inFolder } from "../../temporary.ts";

const films = (...ids: string[]) => ids.map((id, i) => ({ id, seconds: 10 + i }));

Deno.test("writeLabels() writes a line for each film, whose names annotations are read by", async () => {
  await inFolder(async (folder) => {
    const ids = ["a", 'it\'s, "b"', "-c", " d", "ü"];
    assert.deepEqual(await writeLabels(folder, films(...ids)), []);
    const { database } = await openAnnotations(join(folder, "labels.csv"));
    assert.deepEqual([...database.keys()].sort(), [...ids].sort());
    assert.equal(database.get("-c")!.duration, 12);
    const subsets = [...database.values()].map(({ subset }) => subset);
    assert.equal(subsets.filter((subset) => subset === "test").length, 2);
    assert.equal(subsets.filter((subset) => subset === "train").length, 3);
  });
});

Deno.test("writeLabels() leaves what was filled in, and adds films that came later as training films", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "labels.csv");
    await writeLabels(folder, films("a", "b"));
    const text = (await Deno.readTextFile(path)).replace("a,,train", "a,jump;walk,test").trimEnd();
    await Deno.writeTextFile(path, text);
    assert.deepEqual(await writeLabels(folder, films("a", "b", "c")), []);
    assert.equal(await Deno.readTextFile(path), `${text}\nc,,train,12\n`);
    await writeLabels(folder, films("a"));
    assert.equal(await Deno.readTextFile(path), `${text}\nc,,train,12\n`);
  });
});

Deno.test("writeLabels() does not write into a table of other columns, and says which films lack", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "labels.csv");
    await Deno.writeTextFile(path, "video,label\na,jump\n");
    assert.deepEqual(await writeLabels(folder, films("a", "b")), ["b"]);
    assert.equal(await Deno.readTextFile(path), "video,label\na,jump\n");
  });
});
