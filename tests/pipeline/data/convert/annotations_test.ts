import assert from "node:assert/strict";
import fc from "fast-check";
import { openAnnotations, readInMemory } from "../../../../pipeline/annotations/layouts/open.ts";
import { convertAnnotations } from "../../../../pipeline/data/convert/annotations.ts";
import { inFolder } from "../../../temporary.ts";
import { mistakes } from "../../annotations/mistakes.ts";
import { databases } from "../../kinds/layouts/databases.ts";
import { WRITERS } from "../../kinds/layouts/writers.ts";

for (const [layout, write] of Object.entries(WRITERS)) {
  Deno.test(`Annotations of layout ${layout} say the same after they were converted`, async () => {
    await fc.assert(
      fc.asyncProperty(databases(layout === "classFiles"), (database) =>
        inFolder(async (folder) => {
          const { text, notes } = convertAnnotations(await openAnnotations(write(folder, database)));
          const { database: read } = readInMemory(JSON.parse(text), "gt.json", text);
          assert.deepEqual(Object.fromEntries(read), Object.fromEntries(database));
          assert.deepEqual(
            notes,
            layout === "activitynet" ? ['left out: what walt does not read, by key: "version" (1)'] : [],
          );
        })),
      { numRuns: 40 },
    );
  });
}

function convert(document: unknown, subset?: string) {
  const text = JSON.stringify(document);
  return convertAnnotations({ file: "a.json", text, ...readInMemory(document, "a.json", text) }, subset);
}

Deno.test("Videos without annotations, segments and numbers keep that, and what is left out is counted", () => {
  const { text, notes } = convert({
    database: {
      "10": { subset: "test", url: "x", fps: "n/a" },
      "9": {
        subset: "train",
        fps: 25,
        url: "y",
        annotations: [{ label: "a", segment: [0, 0] }, { label: "b", id: 7 }, {
          label: "a",
          segment: ["1.5", 2],
        }],
      },
    },
  });
  assert.deepEqual(text.split("\n"), [
    '{"database": {',
    '"9": {"subset":"train","fps":25,"annotations":[{"label":"a","segment":[0,0]},{"label":"b"},{"label":"a","segment":[1.5,2]}]},',
    '"10": {"subset":"test"}',
    "}}",
    "",
  ]);
  assert.deepEqual(notes, [
    'left out: the fps of 1 video, no number: "10" "n/a"',
    'left out: what walt does not read, by key: "url" (2), "id" (1)',
  ]);
});

Deno.test("Where no video states a subset none is written, and read again the lists say which are scored", () => {
  const document = { v: { annotations: [{ label: "a", start: 1, "t-end": 2 }] }, w: { annotations: [] } };
  const { text, notes } = convert(document);
  assert.deepEqual(JSON.parse(text).database, {
    v: { annotations: [{ label: "a", segment: [1, 2] }] },
    w: { annotations: [] },
  });
  assert.deepEqual(notes, [
    "no subsets: the file states none, and the lists of a recipe say which videos are scored",
  ]);
  assert.equal(convert(JSON.parse(text)).text, text);
  assert.deepEqual(convert(document, "test").notes, ['subset "test": 2 videos that stated none']);
});

Deno.test("Of videos some of which state no subset these need one, and get the one that is given", () => {
  const document = { v: { annotations: [] }, w: { subset: "test", annotations: [] } };
  assert.deepEqual(mistakes(() => convert(document)), [
    '"a.json" states no subset of 1 of 2 videos, such as "v": all need one, or none has ' +
    "(say that of the videos which state none: --subset train)",
  ]);
  const { text, notes } = convert(document, "train");
  assert.deepEqual(JSON.parse(text).database.v.subset, "train");
  assert.deepEqual(JSON.parse(text).database.w.subset, "test");
  assert.deepEqual(notes, ['subset "train": 1 video that stated none']);
});
