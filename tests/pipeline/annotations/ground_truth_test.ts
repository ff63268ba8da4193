import assert from "node:assert/strict";
import fc from "fast-check";
import {
  checkAnnotations,
  groundTruthOf,
  readAnnotations,
} from "../../../pipeline/annotations/ground_truth.ts";
import {
  checkPredictions,
  predictionsText,
  readPredictions,
} from "../../../pipeline/annotations/predictions.ts";
import { parseJson } from "../../../pipeline/annotations/json/locate.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { temporaryFolder } from "../../temporary.ts";

/** The messages of a UserError, each with its place and hint. */
function mistakes(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return error.diagnostics.map(({ message, place, hint }) =>
      `${place ? `${place.line}:${place.column} ` : ""}${message}${hint ? ` (${hint})` : ""}`
    );
  }
  return [];
}

const annotations = (text: string) => checkAnnotations(parseJson(text, "gt.json"), "gt.json", text);
const predictions = (text: string, labels = ["Diving", "HighJump"]) =>
  checkPredictions(parseJson(text, "p.json"), labels, "p.json", text);

Deno.test("checkAnnotations() reads numbers and strings, and leaves other keys alone", () => {
  const { database, warnings } = annotations(`{"version": "1", "taxonomy": [], "database": {
    "v2": {"subset": "test", "duration": "20.5", "fps": 25, "resolution": "1x1", "annotations": [
      {"label": "Diving", "segment": ["1.5", "4"]}, {"label": "HighJump", "segment": [5, 20.5]}]},
    "10": {"subset": "train", "duration": null, "annotations": []}
  }}`);
  assert.deepEqual([...database], [
    ["v2", {
      subset: "test",
      duration: 20.5,
      fps: 25,
      labels: [{ label: "Diving", index: 0 }, { label: "HighJump", index: 1 }],
      annotations: [
        { label: "Diving", start: 1.5, end: 4, index: 0 },
        { label: "HighJump", start: 5, end: 20.5, index: 1 },
      ],
    }],
    ["10", { subset: "train", labels: [], annotations: [] }],
  ]);
  assert.deepEqual(warnings, []);
});

Deno.test("checkAnnotations() reports all mistakes, in source order, where they stand", () => {
  const text = `{"database": {
  "a": {"subset": "test", "annotations": [
    {"label": "Diving", "segment": ["5", 4]},
    {"label": "Diving", "segment": [-1, 2]},
    {"label": "Diving", "segment": [1, "x"]},
    {"segment": [1, 2]}]},
  "b": {"annotations": []},
  "c": {"subset": "test"},
  "d": {"subset": "test", "fps": 0, "duration": "long", "annotations": []},
  "e": []
}}`;
  assert.deepEqual(mistakes(() => annotations(text)), [
    '3:36 Segment of "Diving" in video "a" must end after its start: current value is [5, 4]',
    '4:36 Segment of "Diving" in video "a" must start at 0 or later: current value is [-1, 2]',
    '5:36 Segment of "Diving" in video "a" must be [start, end], two finite numbers: current value is [1,"x"]',
    '6:5 Missing "label" of annotation 4 of video "a"',
    '7:8 Missing "subset" of video "b"',
    '8:8 Missing "annotations" of video "c"',
    '9:49 The duration of video "d" must be a number > 0: current value is "long"',
    '10:8 Video "e" must be a map with "subset" and "annotations"',
  ]);
  assert.deepEqual(mistakes(() => annotations('{"results": {}}')), [
    '1:1 Cannot find the videos in "gt.json" (expected JSON {"database": {video: {"subset", "annotations": [{"label", ' +
    '"segment": [start, end]}], "duration"?, "fps"?}}}, or JSON {video: {"duration_second"?, "annotations": [{"label", ' +
    '"segment": [start, end]}], "subset"?, "fps"?}})',
  ]);
});

Deno.test("checkAnnotations() tells the mistakes of a kind together", () => {
  const video = (id: number, subset: unknown, segment: unknown) =>
    `"v${id}": ${JSON.stringify({ subset, duration: -1, annotations: [{ label: "Diving", segment }] })}`;
  const lists = (subset: unknown, segment: unknown) =>
    mistakes(() =>
      annotations(
        `{"database": {\n${[1, 2, 3, 4].map((id) => video(id, subset, segment)).join(",\n")}}}`,
      )
    ).map((text) => text.replace(/^\S+ /, ""));
  const rates =
    'The duration of video "v1" must be a number > 0: current value is -1, and 3 more: "v2", "v3", ...';
  const others = '"Diving" in "v2", "Diving" in "v3", ...';
  const segment = 'Segment of "Diving" in video "v1" must';
  assert.deepEqual(lists(undefined, [5, 3]).sort(), [
    'Missing "subset" of video "v1", and 3 more: "v2", "v3", ...',
    `${segment} end after its start: current value is [5, 3], and 3 more: ${others}`,
    rates,
  ]);
  assert.deepEqual(lists("test", "5-3").sort(), [
    `${segment} be [start, end], two finite numbers: current value is "5-3", and 3 more: ${others}`,
    rates,
  ]);
});

Deno.test("checkAnnotations() keeps segments past the end of the video, with one counted warning", () => {
  const video = (start: number, count: number) => ({
    subset: "test",
    duration: 10,
    annotations: Array.from({ length: count }, (_, i) => ({ label: "Diving", segment: [start, 10.5 + i] })),
  });
  const database = { a: video(1, 2), b: video(2, 1), c: video(3, 1), d: video(4, 1), e: video(5, 0) };
  const read = checkAnnotations({ database }, "gt.json");
  assert.equal(read.database.get("a")!.annotations.length, 2);
  assert.deepEqual(read.warnings, [
    '5 annotated segments past the end of the video: "a" Diving [1, 11.5] of 10; "b" Diving [2, 10.5] of 10; ' +
    '"c" Diving [3, 10.5] of 10; ...',
  ]);
});

Deno.test("groundTruthOf() takes one subset and its labels", () => {
  const video = (subset: string, ...labels: string[]) => ({
    subset,
    annotations: labels.map((label) => ({ label, segment: [0, 1] })),
  });
  const all = checkAnnotations({
    database: { a: video("test", "y", "x"), b: video("train", "z"), c: video("test") },
  }, "gt");
  const truth = groundTruthOf(all, "test", "gt");
  assert.deepEqual([[...truth.videos.keys()], truth.classes, truth.labels], [["a", "c"], ["x", "y"], [
    "x",
    "y",
    "z",
  ]]);
  assert.equal(groundTruthOf(all, "Testing", "gt").subset, "test");
  assert.deepEqual(mistakes(() => groundTruthOf(all, "tests", "gt")), [
    'Unknown subset "tests" in "gt" (subsets present: test, train)',
  ]);
  const empty = checkAnnotations({ database: { a: video("test") } }, "gt");
  assert.deepEqual(mistakes(() => groundTruthOf(empty, "test", "gt")), [
    'Subset "test" of "gt" has no annotated instance',
  ]);
});

Deno.test("groundTruthOf() wants segments in its subset, and labels alone elsewhere", () => {
  const all = annotations(`{"database": {
    "a": {"subset": "train", "annotations": [{"label": "Diving"}, {"label": "HighJump", "segment": [1, 2]}]},
    "b": {"subset": "train", "annotations": [{"label": "Kick", "segment": null}]},
    "c": {"subset": "test", "annotations": [{"label": "Diving", "segment": [3, 4]}]}
  }}`);
  const { labels, annotations: instances } = all.database.get("a")!;
  assert.deepEqual(labels, [{ label: "Diving", index: 0 }, { label: "HighJump", index: 1 }]);
  assert.deepEqual(instances, [{ label: "HighJump", start: 1, end: 2, index: 1 }]);
  assert.deepEqual(groundTruthOf(all, "test", "gt.json").labels, ["Diving", "HighJump", "Kick"]);
  const hint = "(add [start, end]; labels alone are enough in the other subsets)";
  assert.deepEqual(mistakes(() => groundTruthOf(all, "train", "gt.json")), [
    '2:46 Missing "segment" of "Diving" in video "a": the videos of subset "train" are scored, ' +
    `and 1 more: "Kick" in "b" ${hint}`,
  ]);
  assert.deepEqual(
    mistakes(() =>
      annotations('{"database": {"a": {"subset": "train", "annotations": [{"label": "x", "segment": 3}]}}}')
    ),
    ['1:82 Segment of "x" in video "a" must be [start, end], two finite numbers: current value is 3'],
  );
});

Deno.test("checkPredictions() reads wrapped and bare results in the order of the file", () => {
  const results = '{"b": [{"label": "Diving", "score": "0.5", "segment": [1, "2"]}], "9": [], "7": [' +
    '{"label": "HighJump", "score": -1e1, "segment": [0, 3]}]}';
  const expected = [
    { video: "b", label: "Diving", score: 0.5, start: 1, end: 2 },
    { video: "7", label: "HighJump", score: -10, start: 0, end: 3 },
  ];
  assert.deepEqual(
    predictions(`{"version": 1, "results": ${results}, "external_data": {}}`).detections,
    expected,
  );
  assert.deepEqual(predictions(results).detections, expected);
  const swapped =
    '{"9": [{"label": "Diving", "score": 1, "segment": [0, 1]}], "1": [{"label": "Diving", "score": 1, "segment": [0, 1]}]}';
  assert.deepEqual(predictions(swapped).detections.map(({ video }) => video), ["9", "1"]);
});

Deno.test("checkPredictions() reports all mistakes, in source order, where they stand", () => {
  const text = `{"results": {
  "a": [
    {"label": "Divin", "score": 1, "segment": [0, 1]},
    {"label": "Diving", "score": null, "segment": [0, 1]},
    {"label": "Diving", "score": "Infinity", "segment": [0, 1e999]},
    {"label": 3, "score": 1, "segment": [0]},
    {"label": "Divin", "score": "", "segment": [0, 1]}],
  "b": null,
  "c": [7]
}}`;
  assert.deepEqual(mistakes(() => predictions(text)), [
    '3:15 Unknown label "Divin" in video "a" and in 1 other prediction (did you mean "Diving"?)',
    '4:34 Score of a prediction in video "a" must be a finite number: current value is null',
    '5:34 Score of a prediction in video "a" must be a finite number: current value is "Infinity"',
    '5:57 Segment of a prediction in video "a" must be [start, end], two finite numbers: current value is [0,"Infinity"]',
    '6:15 Label of a prediction in video "a" must be text: current value is 3',
    '6:41 Segment of a prediction in video "a" must be [start, end], two finite numbers: current value is [0]',
    '7:33 Score of a prediction in video "a" must be a finite number: current value is ""',
    '8:8 Predictions of video "b" must be a list: current value is null',
    '9:9 A prediction in video "c" must be a map: current value is 7',
  ]);
});

Deno.test("checkPredictions() wants results", () => {
  for (const text of ["{}", "[]", "3", '{"database": {}}']) {
    assert.deepEqual(mistakes(() => predictions(text)), [
      '1:1 Missing "results" in "p.json" (expected a map from videos to lists of predictions)',
    ]);
  }
});

Deno.test("checkPredictions() shows ten mistakes and counts the rest", () => {
  const list = Array.from({ length: 25 }, () => ({ label: "Diving", score: null, segment: [0, 1] }));
  const found = mistakes(() => predictions(JSON.stringify({ results: { a: list } })));
  assert.equal(found.length, 11);
  assert.equal(found.at(-1), 'Not shown: 15 more in "p.json"');
});

Deno.test("checkPredictions() keeps reversed segments, with one counted warning", () => {
  const list = [[3, 1], [2, 2], [0, 1]].map((segment) => ({ label: "Diving", score: 1, segment }));
  const { detections, warnings } = predictions(JSON.stringify({ results: { a: list } }));
  assert.equal(detections.length, 3);
  assert.deepEqual(warnings, [
    '2 predictions without positive length, which can never match: "a" Diving [3, 1]; "a" Diving [2, 2]',
  ]);
});

Deno.test("predictionsText() is strict JSON that reads back to the same detections", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
  const detection = fc.record({
    video: fc.string(),
    label: fc.constantFrom("Diving", 'High"Jump'),
    score: number,
    start: number,
    end: number,
  }, { noNullPrototype: true });
  fc.assert(fc.property(fc.array(detection), (list) => {
    const videos = [...new Set(list.map(({ video }) => video))];
    const grouped = videos.flatMap((video) => list.filter((one) => one.video === video));
    assert.deepEqual(predictions(predictionsText(list), ["Diving", 'High"Jump']).detections, grouped);
  }));
  for (const bad of [NaN, Infinity]) {
    const one = { video: "v", label: "Diving", score: bad, start: 0, end: 1 };
    assert.throws(() => predictionsText([one]), /"v"/);
  }
});

Deno.test("predictionsText() gives a video without detections an empty list", () => {
  const found = { video: "b", label: "Diving", score: 1, start: 0, end: 1 };
  const text = predictionsText([found], ["a", "b", "c"]);
  const { results } = JSON.parse(text);
  assert.deepEqual(results, { a: [], b: [{ label: "Diving", score: 1, segment: [0, 1] }], c: [] });
  assert.deepEqual(predictions(text, ["Diving"]).detections, [found]);
  assert.deepEqual(JSON.parse(predictionsText([])).results, {});
});

Deno.test("readAnnotations() and readPredictions() name a file that cannot be read", async () => {
  const folder = temporaryFolder();
  try {
    const missing = `Cannot read "${folder}/no.json": there is no such file`;
    await assert.rejects(readAnnotations(`${folder}/no.json`), { name: "UserError", message: missing });
    await assert.rejects(readPredictions(folder, []), { message: `Cannot read "${folder}": it is a folder` });
    await Deno.writeTextFile(
      `${folder}/bom.json`,
      '\uFEFF{"database": {"a": {"subset": "s", "annotations": []}}}',
    );
    assert.equal((await readAnnotations(`${folder}/bom.json`)).database.size, 1);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
