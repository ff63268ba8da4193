import assert from "node:assert/strict";
import {
  metricLabel,
  metricMistake,
  metricNamed,
  metricsPerTiou,
  metricValue,
} from "../../../pipeline/runs/metric.ts";
import { findProtocol } from "../../../specs/kinds/protocols/mod.ts";

const PROTOCOL = findProtocol("thumos14_seconds");
const SCORES = {
  average: 50,
  averages: { "0.1:0.5": 60, "0.1:0.7": 50 },
  map: { "0.5": 44 },
  classification_map: 90,
  accuracy: NaN,
};
const NAMES = ["average", "0.1:0.7", "0.1:0.5", "0.5", "classification_map", "accuracy", "0.6"];

Deno.test("metricNamed() finds averages, tIoU and what is of videos", () => {
  const valueOf = (name: string) => metricNamed(name, PROTOCOL).valueOf(SCORES);
  assert.deepEqual(NAMES.map(valueOf), [50, 50, 60, 44, 90, undefined, undefined]);
  assert.equal(metricNamed("average", PROTOCOL).name, "0.1:0.7");
  assert.deepEqual(metricNamed("0.3:0.7", PROTOCOL).over, [2, 3, 4, 5, 6]);
  assert.deepEqual(metricNamed("0.5", PROTOCOL).over, [4]);
  assert.equal(metricNamed("accuracy", PROTOCOL).over, undefined);
});

Deno.test("metricValue() needs no protocol, and gives nothing for null", () => {
  assert.deepEqual(NAMES.map((name) => metricValue(name, SCORES)), [
    50,
    50,
    60,
    44,
    90,
    undefined,
    undefined,
  ]);
  const unscored = { average: null, map: null, accuracy: null };
  assert.deepEqual(NAMES.flatMap((name) => metricValue(name, unscored) ?? []), []);
});

Deno.test("metricNamed() takes the headline of results that have no averages", () => {
  const old = { ...SCORES, averages: undefined };
  assert.equal(metricNamed("average", PROTOCOL).valueOf(old), 50);
  assert.equal(metricNamed("0.1:0.5", PROTOCOL).valueOf(old), undefined);
});

Deno.test("metricLabel() is the same whoever asks", () => {
  assert.deepEqual(NAMES.map(metricLabel), [
    "average mAP",
    "average mAP 0.1:0.7",
    "average mAP 0.1:0.5",
    "mAP@0.5",
    "classification mAP",
    "accuracy",
    "mAP@0.6",
  ]);
  assert.equal(metricNamed("0.5", PROTOCOL).label, "mAP@0.5");
});

Deno.test("metricMistake() tells what the protocol has not, with what it has", () => {
  for (const name of NAMES) assert.equal(metricMistake(name, PROTOCOL), undefined);
  assert.deepEqual(metricMistake("acuracy", PROTOCOL), {
    message: 'Unknown metric "acuracy"',
    hint: 'did you mean "accuracy"?',
  });
  assert.equal(metricMistake("constructor", PROTOCOL)!.message, 'Unknown metric "constructor"');
});

Deno.test("metricsPerTiou() has one metric for each threshold", () => {
  assert.deepEqual(metricsPerTiou(findProtocol("anet12")).map(({ name }) => name).slice(0, 3), [
    "0.5",
    "0.55",
    "0.6",
  ]);
});
