import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import type { AnnotatedVideo } from "../../../../pipeline/annotations/annotated_video.ts";
import { openAnnotations } from "../../../../pipeline/annotations/layouts/open.ts";
import { LAYOUTS } from "../../../../specs/kinds/layouts/mod.ts";
import { renderDiagnostics, UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { type Database, type Writer, WRITERS } from "./writers.ts";

const NAME = fc.stringMatching(/^[a-z_][-\w .,"'é;]{0,8}[a-z]$/);
const WORD = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
const NUMBER = fc.double({ min: 0, max: 1e4, noNaN: true }).map((value) => value + 0);
const POSITIVE = fc.double({ min: 0.01, max: 1e4, noNaN: true });

/** Files of classes are read in the order of their names. */
const fileOf = (label: string) => `${label}_`;

/** Videos of a layout that states all, or of one that states names, subsets, labels and segments alone. */
function databases(isPlain: boolean): fc.Arbitrary<Database> {
  const segment = fc.tuple(NUMBER, NUMBER).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const located = isPlain ? segment : fc.option(segment, { nil: undefined });
  const list = fc.array(fc.tuple(isPlain ? WORD : NAME, located), {
    minLength: isPlain ? 1 : 0,
    maxLength: 4,
  });
  const optional = (key: string) =>
    isPlain ? fc.constant({}) : fc.oneof(fc.constant({}), POSITIVE.map((n) => ({ [key]: n })));
  const video = fc.tuple(
    fc.constantFrom("train", "validation", "test"),
    optional("duration"),
    optional("fps"),
    list,
  )
    .map(([subset, duration, fps, annotations]): AnnotatedVideo => {
      const sorted = isPlain
        ? annotations.toSorted((a, b) => fileOf(a[0]) < fileOf(b[0]) ? -1 : Number(a[0] !== b[0]))
        : annotations;
      return {
        subset,
        ...duration,
        ...fps,
        labels: sorted.map(([label], index) => ({ label, index })),
        annotations: sorted.flatMap(([label, segment], index) =>
          segment ? [{ label, start: segment[0], end: segment[1], index }] : []
        ),
      };
    });
  return fc.dictionary(isPlain ? WORD : NAME, video, { minKeys: 1, maxKeys: 4 }).map((videos) =>
    new Map(Object.entries(videos))
  );
}

async function readBack(write: Writer, database: Database): Promise<Record<string, AnnotatedVideo>> {
  const folder = temporaryFolder();
  try {
    const { database: read } = await openAnnotations(write(folder, database));
    return Object.fromEntries(read);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

for (const kind of LAYOUTS.keys()) {
  Deno.test(`annotations go to layout ${kind} and come back unchanged`, async () => {
    const write = WRITERS[kind]!;
    // Text files hold names without spaces, and neither durations nor videos without action.
    await fc.assert(
      fc.asyncProperty(databases(kind === "class_files"), async (database) => {
        assert.deepEqual(await readBack(write, database), Object.fromEntries(database));
      }),
      { numRuns: 60 },
    );
  });
}

/** The message that opening a file of this name and text gives, with the folder as ROOT. */
async function refusal(texts: Record<string, string>, name = Object.keys(texts)[0]!): Promise<string> {
  const folder = temporaryFolder();
  for (const [each, text] of Object.entries(texts)) {
    Deno.mkdirSync(join(folder, each, ".."), { recursive: true });
    Deno.writeTextFileSync(join(folder, each), text);
  }
  try {
    await openAnnotations(join(folder, name));
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return renderDiagnostics(error).replaceAll(folder, "ROOT");
  }
  throw new Error("nothing was refused");
}

Deno.test("openAnnotations() shows mistakes in rows where they stand, those of a kind together", async () => {
  const text = await refusal({
    "gt.csv": "video,start,end,label\na,1,2,jump\na,5,3,jump\nb,x,3,jump\nb,1,2\nc,4,1,jump\n,1,2,jump\n",
  });
  assert.match(text, /^Cannot use "ROOT\/gt.csv": 4 problems\n/);
  assert.match(
    text,
    /Segment of "jump" in video "a" must end after its start: current value is \[5, 3\], and 1 more: "c"\n --> ROOT\/gt.csv:3:1/,
  );
  assert.match(
    text,
    /must have a start and an end, two finite numbers: current value is x and 3\n --> ROOT\/gt.csv:4:1/,
  );
  assert.match(text, /A row has 3 fields: expected 4\n --> ROOT\/gt.csv:5:1/);
  assert.match(text, /A row names no video\n --> ROOT\/gt.csv:7:1/);
  assert.match(
    await refusal({ "gt.csv": "1,2\n3,4\n" }),
    /Cannot tell what the columns are[^]*name the columns video,start/,
  );
  assert.match(await refusal({ "gt.csv": "\n" }), /has no annotation/);
  assert.match(
    await refusal({ "all/jump_val.txt": "v1 1 2\nv2 3\n", "all/walk_test.txt": "v1 1 2\n" }, "all"),
    /A line has 2 fields[^]*jump_val.txt:2:1[^]*Video "v1" is of subset "val" and of "test"[^]*walk_test.txt:1:1/,
  );
});

Deno.test("openAnnotations() names the layouts where a file is of none", async () => {
  assert.match(
    await refusal({ "gt.json": '{"v": {"frames": 3}}' }),
    /Cannot find the videos in "ROOT\/gt.json"[^]*expected JSON/,
  );
  assert.match(
    await refusal({ "all/gt.json": "{}" }, "all"),
    /No annotation file in folder "ROOT\/all"\n.*\.txt or \.csv/,
  );
});

Deno.test("openAnnotations() reads tables without names of columns, and several labels in a cell", async () => {
  const read = async (text: string, name = "gt.csv") => {
    const path = join(temporaryFolder(), name);
    Deno.writeTextFileSync(path, text);
    return Object.fromEntries((await openAnnotations(path)).database);
  };
  assert.deepEqual(await read("a,1,2,jump\nb,3,4.5,walk\n"), {
    a: {
      labels: [{ label: "jump", index: 0 }],
      annotations: [{ label: "jump", start: 1, end: 2, index: 0 }],
    },
    b: {
      labels: [{ label: "walk", index: 0 }],
      annotations: [{ label: "walk", start: 3, end: 4.5, index: 0 }],
    },
  });
  const labels = { labels: [{ label: "jump", index: 0 }, { label: "walk", index: 1 }], annotations: [] };
  assert.deepEqual(await read("\uFEFFVideo,Labels\na,jump;walk\nb,\n"), {
    a: labels,
    b: { labels: [], annotations: [] },
  });
  assert.deepEqual(await read("video\tlabel\na\tjump\na\twalk\n", "gt.tsv"), { a: labels });
});

Deno.test("openAnnotations() takes the layout that is said, whatever the ending", async () => {
  const path = join(temporaryFolder(), "gt.dat");
  Deno.writeTextFileSync(path, "a,1,2,jump\n");
  assert.equal((await openAnnotations(path, { kind: "csv" })).database.size, 1);
  await assert.rejects(openAnnotations(path), UserError);
});
