import assert from "node:assert/strict";
import { metricNamed, metricsPerTiou } from "../../../pipeline/comparison/metric.ts";
import { findProtocol } from "../../../specs/kinds/protocols/mod.ts";

const PROTOCOL = findProtocol("thumos14_seconds");
const SCORES = {
  average: 50,
  averages: { "0.1:0.5": 60, "0.1:0.7": 50 },
  map: { "0.5": 44 },
  classification_map: 90,
  accuracy: NaN,
};

Deno.test("metricNamed() finds averages, tIoU and what is of videos", () => {
  const valueOf = (name: string) => metricNamed(name, PROTOCOL).valueOf(SCORES);
  assert.deepEqual(
    ["average", "0.1:0.7", "0.1:0.5", "0.5", "classification_map", "accuracy", "0.6"].map(valueOf),
    [50, 50, 60, 44, 90, undefined, undefined],
  );
  assert.equal(metricNamed("average", PROTOCOL).name, "0.1:0.7");
  assert.deepEqual(metricNamed("0.3:0.7", PROTOCOL).over, [2, 3, 4, 5, 6]);
  assert.deepEqual(metricNamed("0.5", PROTOCOL).over, [4]);
  assert.equal(metricNamed("accuracy", PROTOCOL).over, undefined);
});

Deno.test("metricNamed() takes the headline of results that have no averages", () => {
  const old = { ...SCORES, averages: undefined };
  assert.equal(metricNamed("average", PROTOCOL).valueOf(old), 50);
  assert.equal(metricNamed("0.1:0.5", PROTOCOL).valueOf(old), undefined);
});

Deno.test("metricNamed() refuses what the protocol has not, with what it has", () => {
  assert.throws(() => metricNamed("0.1:0.6", PROTOCOL), /Unknown metric "0\.1:0\.6"/);
  assert.throws(
    () => metricNamed("acuracy", PROTOCOL),
    ({ diagnostics }: { diagnostics: [{ hint: string }] }) =>
      diagnostics[0].hint === 'did you mean "accuracy"?',
  );
});

Deno.test("metricsPerTiou() has one metric for each threshold", () => {
  assert.deepEqual(metricsPerTiou(findProtocol("anet12")).map(({ name }) => name).slice(0, 3), [
    "0.5",
    "0.55",
    "0.6",
  ]);
});
