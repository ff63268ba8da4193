import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import type { Detection } from "../../../pipeline/annotations/detection.ts";
import {
  checkPredictions,
  type PredictionOptions,
  readPredictions,
} from "../../../pipeline/annotations/predictions.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { temporaryFolder } from "../../temporary.ts";

const LABELS = ["jump", 'walk, "fast"'];
const folder = temporaryFolder();
let files = 0;

async function read(
  name: string,
  text: string,
  options: PredictionOptions = {},
): Promise<readonly Detection[]> {
  const path = join(folder, `${files++}_${name}`);
  await Deno.writeTextFile(path, text);
  return (await readPredictions(path, LABELS, options)).detections;
}

/** What is told of a file, with its places. */
async function told(name: string, text: string, options: PredictionOptions = {}): Promise<string[]> {
  try {
    await read(name, text, options);
    return [];
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return error.diagnostics.map(({ place, message, hint }) =>
      `${place ? `${place.line}:${place.column} ` : ""}${message.replace(/"[^"]*\/\d+_/, '"')}${
        hint ? ` (${hint})` : ""
      }`
    );
  }
}

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
const detections = fc.array(
  fc.record({
    video: fc.stringMatching(/^v[a-z_0-9]{0,8}$/),
    label: fc.constantFrom(...LABELS),
    score: number,
    start: number,
    end: number,
  }, { noNullPrototype: true }),
  { minLength: 1, maxLength: 8 },
);

/** Each layout's text of the same predictions. */
const LAYOUTS: Readonly<
  Record<string, readonly [file: string, write: (list: readonly Detection[]) => string]>
> = {
  list: ["p.json", (list) =>
    JSON.stringify(list.map(({ video, label, score, start, end }) => {
      return { "video-id": video, label, score, segment: [start, end] };
    }))],
  "list of results": ["p.json", (list) =>
    JSON.stringify({
      results: list.map(({ video, start, end, ...rest }) => {
        return { video_id: video, "t-start": start, "t-end": end, ...rest };
      }),
    })],
  rows: [
    "p.json",
    (list) =>
      JSON.stringify(list.map(({ video, label, score, start, end }) => [video, start, end, label, score])),
  ],
  columns: ["p.json", (list) =>
    JSON.stringify({
      "video-id": list.map(({ video }) => video),
      "t-start": list.map(({ start }) => start),
      "t-end": list.map(({ end }) => end),
      label: list.map(({ label }) => label),
      score: list.map(({ score }) => score),
    })],
  csv: ["p.csv", (list) =>
    ["video-id,t-start,t-end,label,score"].concat(
      list.map(({ video, start, end, label, score }) => [video, start, end, cell(label), score].join(",")),
    ).join("\n")],
  tsv: ["p.tsv", (list) =>
    ["score\tclass\tother\tvideo\tend\tstart"].concat(
      list.map(({ video, start, end, label, score }) =>
        [score, cell(label), "x", video, end, start].join("\t")
      ),
    ).join("\r\n") + "\r\n"],
  "unnamed columns": [
    "p.txt",
    (list) =>
      list.map(({ video, start, end, label, score }) => [video, start, end, cell(label), score].join(" "))
        .join("\n"),
  ],
};

for (const [layout, [file, write]] of Object.entries(LAYOUTS)) {
  Deno.test(`readPredictions() reads ${layout} to the same predictions`, async () => {
    await fc.assert(
      fc.asyncProperty(detections, async (list) => assert.deepEqual(await read(file, write(list)), list)),
      { numRuns: 20 },
    );
  });
}

Deno.test("readPredictions() reads rows of a video, their label before or after the score", async () => {
  const results = { a: [[5, 11, 0.9, "jump"], [1, 2, "jump", 0.5], ["3", "4", "1e-1", "jump"]] };
  assert.deepEqual(await read("p.json", JSON.stringify({ results })), [
    { video: "a", label: "jump", score: 0.9, start: 5, end: 11 },
    { video: "a", label: "jump", score: 0.5, start: 1, end: 2 },
    { video: "a", label: "jump", score: 0.1, start: 3, end: 4 },
  ]);
});

Deno.test("readPredictions() takes numbers for labels only where they have names", async () => {
  const text = "v1 0 1 0 0.5\nv2 1 2 1 0.25\nv2 1 2 1 0.125\n";
  assert.deepEqual(await told("p.txt", text), [
    '1:1 Labels are numbers: 0 in video "v1" and 2 more ' +
    "(add --labels FILE, which lists the names of the labels, one per line, that of 0 first)",
  ]);
  const ids = { file: "labels.txt", names: new Map(LABELS.entries()) };
  assert.deepEqual((await read("p.txt", text, { ids })).map(({ label }) => label), [
    "jump",
    LABELS[1],
    LABELS[1],
  ]);
  const few = { file: "labels.txt", names: new Map([[1, "jump"]]) };
  assert.deepEqual(await told("p.txt", text, { ids: few }), [
    '1:1 No label for 1 number: 0 in video "v1" ("labels.txt" names 1 to 1)',
  ]);
});

Deno.test("readPredictions() calls predictions without labels proposals, and reads them as such", async () => {
  const results = { a: [{ score: 1, segment: [0, 1] }, { label: null, score: 2, segment: [1, 2] }] };
  const texts = {
    "p.json": JSON.stringify({ results }),
    "p.csv": "video,start,end,score\na,0,1,1\na,1,2,2\n",
  };
  for (const [name, text] of Object.entries(texts)) {
    assert.deepEqual(await told(name, text), [
      `"${name}" holds proposals: none of 2 predictions has a label ` +
      "(add --proposals to score them by average recall (AR@AN); mAP needs a label for each)",
    ]);
    assert.deepEqual((await read(name, text, { proposals: true })).map(({ label, end }) => [label, end]), [
      ["", 1],
      ["", 2],
    ]);
  }
  const some = { a: [...results.a, { label: "jump", score: 1, segment: [0, 1] }] };
  assert.deepEqual(
    (await told("p.json", JSON.stringify(some))).map((text) => text.replace(/"[^"]*p.json"/, "p")),
    [
      "1:7 2 predictions of p lack a label",
    ],
  );
});

Deno.test("readPredictions() tells what is wrong with a table where it stands", async () => {
  assert.deepEqual(await told("p.csv", "name,from,to\na,1,2\n"), [
    "1:1 Cannot tell what the columns are (name the columns video,start,end,label,score in the first line)",
  ]);
  assert.deepEqual(
    await told("p.csv", "video,start,end,label,score\nv,1,2,jump\nv,1,x,jump,1\nv,1,2,jump,\n"),
    [
      '2:1 A row has 4 fields: expected 5 (write "..." around text with commas)',
      '3:1 Segment of a prediction in video "v" must be [start, end], two finite numbers: current value is ["1","x"]',
      '4:1 Score of a prediction in video "v" must be a finite number: current value is ""',
    ],
  );
  const columns = { video: ["a", "a"], start: [1, 2], end: [2], label: ["jump", "jump"], score: [1, 2] };
  assert.deepEqual(
    (await told("p.json", JSON.stringify(columns)))[0],
    '1:40 Columns must be equally long: "end" has 1 values, "video" 2',
  );
});

Deno.test("rows with the score first are a warning", () => {
  const rows = [[0.9, 5, 15, "dive"], [0.4, 20, 33, "dive"], [0.1, 2, 8, "dive"]];
  const { warnings } = checkPredictions({ a: rows }, ["dive"], "mine");
  assert.deepEqual(warnings, [
    'Every prediction starts within the first second and has a score above its end, such as 0.9 to 5 with score 15 in "a": ' +
    "rows are read as [start, end, score, label], and these look like [score, start, end, label]",
  ]);
  const right = rows.map(([score, start, end, label]) => [start, end, score, label]);
  assert.deepEqual(checkPredictions({ a: right }, ["dive"], "mine").warnings, []);
});

Deno.test("predictions that lack scores too are no proposals", () => {
  const odd = [{ cls: "dive", prob: 0.9, segment: [1, 3] }];
  assert.throws(() => checkPredictions({ a: odd }, ["dive"], "mine"), (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.diagnostics[0]!.message, /^A prediction in video "a" has no score$/);
    return true;
  });
  assert.throws(() => checkPredictions({ a: [[1, 3, 0.9]] }, ["dive"], "mine"), /holds proposals/);
});
