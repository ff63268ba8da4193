import assert from "node:assert/strict";
import "@tensorflow/tfjs-backend-cpu";
import { tensor1d } from "@tensorflow/tfjs-core";
import { ANSWERS, type Answers, problemOfMade } from "../../../pipeline/extensions/answers.ts";

const { scores, suppressions, groups, clippings, schedules, optimizers, train_samplers, batches, targets } =
  ANSWERS;

Deno.test("ANSWERS tells what a function answers wrongly, and nothing of what is right", () => {
  const call = (family: Answers, answer: unknown, ...args: unknown[]) => family.call!(answer, args);
  const spans = (answer: unknown) => targets.members!["spans"]!(answer, []);
  const intervals = (starts: unknown, ends: unknown) => ({ starts, ends });
  const level = (
    from: number,
    to: number,
  ) => [{ intervals: intervals([from], [to]), counted: intervals([], []) }];
  const map = new Float64Array(5);
  const gradient = tensor1d([1, 2]);
  const other = tensor1d([1]);
  const found = [
    call(scores, 0.5),
    call(scores, NaN),
    call(scores, Promise.resolve(1)),
    call(suppressions, { scores: [1], starts: [0], ends: [2] }),
    call(suppressions, { scores: [1, 2], starts: [0], ends: [2] }),
    call(suppressions, { scores: [1], starts: [undefined], ends: [2] }),
    call(suppressions, undefined),
    call(groups, level(0, 4), map),
    call(groups, level(3, 5), map),
    call(groups, level(3, 2), map),
    call(groups, [{}], map),
    call(clippings, [gradient], [gradient]),
    call(clippings, [other], [gradient]),
    call(clippings, [], [gradient]),
    call(train_samplers, new Int32Array(2)),
    call(train_samplers, [0.5]),
    call(batches, { videos: [0] }),
    call(batches, undefined),
    spans([{ start: 0, end: 1 }]),
    spans([{ start: 2, end: 1 }]),
    spans([{ start: 0, end: NaN }]),
    spans([1]),
  ];
  assert.deepEqual(found, [
    undefined,
    "NaN, no finite number",
    "a promise, no finite number",
    undefined,
    "2 scores, 1 starts and 1 ends",
    "undefined among the starts",
    "undefined, no columns of segments",
    undefined,
    "an interval from sample 3 to 5 of 5",
    "an interval from sample 3 to 2 of 5",
    "a level whose intervals are not as many starts as ends",
    undefined,
    "no tensor [2] for a gradient of that shape",
    "0 for 1 gradients",
    undefined,
    "a list, no Int32Array",
    undefined,
    "no list of videos",
    undefined,
    "a span from 2 to 1",
    "a span from 0 to NaN",
    "a span from undefined to undefined",
  ]);
  gradient.dispose();
  other.dispose();
});

Deno.test("problemOfMade() asks for a function, or for a map with its functions and values", () => {
  const schedule = { at: () => 1, spansTraining: false };
  const optimizer = { rate: 1e-3, slots: [], numbers: () => ({}), update: () => {} };
  const found = [
    problemOfMade(() => 1, scores!),
    problemOfMade(3, scores!),
    problemOfMade(schedule, schedules!),
    problemOfMade(undefined, schedules!),
    problemOfMade({ spansTraining: true }, schedules!),
    problemOfMade({ ...schedule, spansTraining: 1 }, schedules!),
    problemOfMade(optimizer, optimizers!),
    problemOfMade({ ...optimizer, rate: { kind: "cosine" } }, optimizers!),
    problemOfMade({ ...optimizer, rate: undefined }, optimizers!),
  ];
  assert.deepEqual(found, [
    undefined,
    "3, no Score",
    undefined,
    "undefined, no Schedule",
    "no Schedule: it has no function at",
    "no Schedule: its spansTraining is 1, not true or false",
    undefined,
    undefined,
    "no Optimizer: its rate is undefined, no finite number",
  ]);
});
