import assert from "node:assert/strict";
import fc from "fast-check";
import { checkPredictions } from "../../../pipeline/annotations/predictions.ts";
import { predictionsText } from "../../../pipeline/annotations/predictions/text.ts";
import { parseJson } from "../../../pipeline/annotations/json/locate.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { mistakes } from "./mistakes.ts";

/** The mistakes of a prediction file of labels "Diving" and "HighJump". */
function told(text: string): string[] {
  try {
    checkPredictions(parseJson(text, "p.json"), ["Diving", "HighJump"], "p.json", text);
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.diagnostics.map(({ place, message }) => `${place!.line}:${place!.column} ${message}`);
  }
  return [];
}

const predictions = (text: string, labels = ["Diving", "HighJump"]) =>
  checkPredictions(parseJson(text, "p.json"), labels, "p.json", text);

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
    '4:34 Score of a prediction in video "a" must be a finite number: current value is null, and 2 more: "Infinity", ""',
    '5:57 Segment of a prediction in video "a" must be [start, end], two finite numbers: ' +
    'current value is [0,"Infinity"], and 1 more: [0]',
    '6:15 Labels are numbers: 3 in video "a" ' +
    "(add --labels FILE, which lists the names of the labels, one per line, that of 0 first)",
    '8:8 Predictions of video "b" must be a list: current value is null',
    '9:9 A prediction in video "c" must be a map or a row: current value is 7 (write [start, end, score, label])',
  ]);
});

Deno.test("checkPredictions() wants results", () => {
  for (const text of ["{}", "[]", "3", '{"annotations": {}}']) {
    assert.deepEqual(mistakes(() => predictions(text)), [
      '1:1 Missing "results" in "p.json" (expected a map from videos to lists of predictions)',
    ]);
  }
  assert.deepEqual(mistakes(() => predictions('{"database": {}}')), [
    '1:14 "p.json" holds annotations, no predictions (give the predictions first, and the annotations to --ground-truth)',
  ]);
});

Deno.test("checkPredictions() says in which order rows are read", () => {
  const ofVideo = "rows of a video are [start, end, score] or [start, end, score, label]";
  assert.deepEqual(mistakes(() => predictions('{"a": [["Diving", 1, 3, 0.9], ["Diving", 5, 6, 0.8]]}')), [
    `1:8 Label of a prediction in video "a" must be text: current value is 0.9, and 1 more (${ofVideo})`,
    '1:8 Segment of a prediction in video "a" must be [start, end], two finite numbers: ' +
    `current value is ["Diving",1], and 1 more: ["Diving",5] (${ofVideo})`,
  ]);
  assert.match(
    mistakes(() => predictions('[["a", 1, "x", 0.5]]'))[0]!,
    /\(rows of a list are \[video, start, end, score\] or \[video, start, end, label, score\]\)$/,
  );
});

Deno.test("checkPredictions() takes one label that no annotation has for that of proposals, but not a misspelled one", () => {
  const all = (label: string) =>
    JSON.stringify({ a: [0, 1].map((start) => ({ label, score: 1, segment: [start, 3] })) });
  assert.deepEqual(mistakes(() => predictions(all("proposal"))), [
    '1:16 Unknown label "proposal" in video "a" and in 1 other prediction (add --proposals where these are proposals of ' +
    "no class; the labels of the ground truth are Diving, HighJump)",
  ]);
  assert.match(mistakes(() => predictions(all("diving")))[0]!, /did you mean "Diving"\?/);
});

Deno.test("checkPredictions() tells mistakes of one kind as one, and shows ten of different kinds", () => {
  const list = Array.from({ length: 5000 }, () => ({ label: "Diving", score: null, segment: [0, 1] }));
  assert.deepEqual(mistakes(() => predictions(JSON.stringify({ results: { a: list } }))), [
    '1:44 Score of a prediction in video "a" must be a finite number: current value is null, and 4,999 more',
  ]);
  const labels = Array.from({ length: 25 }, (_, i) => ({ label: `x${i}`, score: 1, segment: [0, 1] }));
  const found = mistakes(() => predictions(JSON.stringify({ results: { a: labels } })));
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

Deno.test("checkPredictions() takes a document for results where everything in it is a list", () => {
  assert.deepEqual(told('{"a": []}'), []);
  assert.deepEqual(told('{"a": [], "b": 3}').length, 1);
  assert.deepEqual(told('{"results": {}}'), []);
});
