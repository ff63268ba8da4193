import assert from "node:assert/strict";
import {
  checkAnnotations,
  groundTruthOf,
  readAnnotations,
} from "../../../pipeline/annotations/ground_truth.ts";
import { readPredictions } from "../../../pipeline/annotations/predictions.ts";
import { parseJson } from "../../../pipeline/annotations/json/locate.ts";
import { mistakes } from "./mistakes.ts";
import { temporaryFolder } from "../../temporary.ts";

const annotations = (text: string) => checkAnnotations(parseJson(text, "gt.json"), "gt.json", text);
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
    {"segment": [1, 2]},
    {"label": 3, "segment": [1, 2]}]},
  "b": {"annotations": []},
  "c": {"subset": "test", "annotations": {}},
  "d": {"subset": "test", "fps": 0, "duration": "long", "annotations": []},
  "e": []
}}`;
  assert.deepEqual(mistakes(() => annotations(text)), [
    '3:36 Segment of "Diving" in video "a" must end after its start: current value is [5, 4]',
    '4:36 Segment of "Diving" in video "a" must start at 0 or later: current value is [-1, 2]',
    '5:36 Segment of "Diving" in video "a" must be [start, end], two finite numbers: current value is [1,"x"]',
    '6:5 Missing "label" of annotation 4 of video "a"',
    '7:15 Label of annotation 5 of video "a" must be text: current value is 3 ' +
    '(write the name of its class in quotes, such as "label": "jump")',
    '8:8 Missing "subset" of video "b" ' +
    '(say which it is of, as the other videos do: "test"; one that is not used may be of another, such as "unused")',
    '9:42 The annotations of video "c" must be a list: current value is {}',
    '10:49 The duration of video "d" must be a number > 0: current value is "long"',
    '11:8 Video "e" must be a map with "subset" and "annotations"',
  ]);
  assert.deepEqual(mistakes(() => annotations('{"results": {}}')), [
    '1:1 Cannot find the videos in "gt.json" (expected JSON {"database": {video: {"subset", "annotations": [{"label", ' +
    '"segment": [start, end]}], "duration"?, "fps"?}}}, or JSON {video: {"duration_second"?, "duration_frame"?, ' +
    '"annotations": [{"label", "segment": [start, end]}], "subset"?, "fps"?}})',
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
  assert.deepEqual(lists(3, [5, 3]).sort(), [
    `${segment} end after its start: current value is [5, 3], and 3 more: ${others}`,
    rates,
    'The subset of video "v1" must be text: current value is 3, and 3 more: "v2", "v3", ...',
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
    database: {
      a: { ...video("test", "y", "x"), duration: 9 },
      b: { ...video("train", "z"), duration: 8 },
      c: video("test"),
    },
  }, "gt");
  const truth = groundTruthOf(all, "test", "gt");
  assert.deepEqual([[...truth.videos.keys()], truth.classes, truth.labels], [["a", "c"], ["x", "y"], [
    "x",
    "y",
    "z",
  ]]);
  assert.deepEqual(truth.durations, new Map([["a", 9]]));
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

Deno.test("groundTruthOf() wants annotations in its subset; elsewhere they may be withheld", () => {
  const all = annotations(`{"database": {
    "a": {"subset": "test", "annotations": [{"label": "Diving", "segment": [3, 4]}]},
    "b": {"subset": "testing", "annotations": null},
    "c": {"subset": "validation"}
  }}`);
  assert.deepEqual([...groundTruthOf(all, "test", "gt.json").videos.keys()], ["a"]);
  assert.deepEqual(mistakes(() => groundTruthOf(all, "validation", "gt.json")), [
    '4:10 Missing "annotations" of video "c": the videos of subset "validation" are scored ' +
    "(add them, an empty list when it has no action)",
  ]);
});

Deno.test("subsets that are written in several ways are scored as one, with a warning", () => {
  const annotations = [{ label: "dive", segment: [1, 3] }];
  const mixed = checkAnnotations({
    database: { a: { subset: "test", annotations }, b: { subset: "Testing", annotations } },
  }, "mine");
  assert.deepEqual([...groundTruthOf(mixed, "test", "mine").videos.keys()], ["a", "b"]);
  assert.deepEqual(mixed.warnings, ['Taken for one subset: "Testing" (1 video) and "test" (1 video)']);
});

Deno.test("segments that look like fractions of their videos are a warning", () => {
  const warningsOf = (end: number, duration?: number) =>
    checkAnnotations({
      database: { a: { subset: "test", duration, annotations: [{ label: "dive", segment: [0.1, end] }] } },
    }, "mine").warnings;
  assert.deepEqual(warningsOf(0.5, 60), [
    "No annotated segment ends later than 0.5 s, in videos of up to 60 s: times are in seconds; if these are fractions, multiply them by the durations",
  ]);
  assert.deepEqual([warningsOf(1.5, 60), warningsOf(0.5, 4), warningsOf(0.5)], [[], [], []]);
});

Deno.test("labels that differ by case or spaces alone are a warning", () => {
  const list = ["dive", "Dive", "dive ", "jump"].map((label) => ({ label, segment: [1, 3] }));
  const { warnings } = checkAnnotations({ database: { a: { subset: "test", annotations: list } } }, "mine");
  assert.deepEqual(warnings, [
    'Taken for different classes, though they differ by case, spaces or Unicode form alone: "Dive" and "dive" and "dive "',
  ]);
});

Deno.test("a file may state no subset at all, but not of some videos alone", () => {
  const video = { annotations: [{ label: "dive", segment: [1, 3] }] };
  const none = checkAnnotations({ database: { a: video, b: { ...video, subset: null } } }, "mine");
  assert.deepEqual([...groundTruthOf(none, "test", "mine").videos.keys()], ["a", "b"]);
  assert.throws(
    () => checkAnnotations({ database: { a: video, b: { ...video, subset: "test" } } }, "mine"),
    { message: 'Missing "subset" of video "a"' },
  );
});
