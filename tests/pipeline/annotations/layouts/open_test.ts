import assert from "node:assert/strict";
import { join } from "node:path";
import { openAnnotations } from "../../../../pipeline/annotations/layouts/open.ts";
import { renderDiagnostics, UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { temporaryFolder } from "../../../temporary.ts";

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

Deno.test("openAnnotations() passes over comments before a table, and counts lines as the file does", async () => {
  const read = async (text: string) => {
    const path = join(temporaryFolder(), "gt.csv");
    Deno.writeTextFileSync(path, text);
    return Array.from(
      (await openAnnotations(path)).database,
      ([name, { annotations }]) => [name, annotations[0]!.end],
    );
  };
  const table = "video,start,end,label\na,1,2,jump\n";
  for (
    const text of [
      `# made by hand\n${table}`,
      `# labels\n## two; lines\n#\n${table}`,
      `# ${table}`,
      "# seconds, not frames\na,1,2,jump\n",
    ]
  ) assert.deepEqual(await read(text), [["a", 2]], text);
  // A name may begin so.
  assert.deepEqual(await read("#1,1,2,jump\n# 2,3,4,jump\n"), [["#1", 2], ["# 2", 4]]);
  assert.match(
    await refusal({ "gt.csv": `# made by hand\n${table}a,5,3,jump\n` }),
    /must end after its start[^]*gt\.csv:4:1/,
  );
});

Deno.test("openAnnotations() names the layouts where a file is of none", async () => {
  assert.match(
    await refusal({ "gt.json": '{"v": {"frames": 3}}' }),
    /Cannot find the videos in "ROOT\/gt.json"[^]*expected JSON/,
  );
  assert.match(
    await refusal({ "all/gt.json": "{}" }, "all"),
    /No annotation file in folder "ROOT\/all"\n.*\.eaf or .*\.csv or .*\.txt/,
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

Deno.test("openAnnotations() refuses a table with times that it does not read, or two durations of a video", async () => {
  const frames = await refusal({ "gt.csv": "video,start_frame,end_frame,label\na,1,2,jump\n" });
  assert.match(
    frames,
    /^error: Cannot tell what column "start_frame" is\n[^]*name columns of seconds "start" and "end"/,
  );
  assert.doesNotMatch(frames, /right file/);
  assert.match(
    await refusal({
      "gt.csv": "video,start,end,label,duration\na,1,2,jump,9\na,3,4,jump,9.0\na,3,4,jump,8\n",
    }),
    /^error: Video "a" has a duration of 9 and of 8\n --> ROOT\/gt.csv:4:1/,
  );
});

Deno.test("openAnnotations() passes over what a person wrote about a folder of class files", async () => {
  const folder = temporaryFolder();
  const texts = {
    "jump.txt": "a 1 2\nb 3 4\n",
    "README.txt": "Annotations of our films\n",
    "LICENSE.txt": "MIT\n",
  };
  for (const [name, text] of Object.entries(texts)) Deno.writeTextFileSync(join(folder, name), text);
  const { database } = await openAnnotations(folder);
  assert.deepEqual([...database].map(([video, { labels }]) => [video, labels[0]!.label]), [["a", "jump"], [
    "b",
    "jump",
  ]]);
});
