import assert from "node:assert/strict";
import fc from "fast-check";
import { runsAbove } from "../../../pipeline/inference/runs.ts";

function runs(threshold: number, ...values: number[]): number[][] {
  return runsAbove(Float64Array.from(values), threshold).map(({ start, end }) => [start, end]);
}

Deno.test("runsAbove() finds maximal runs, the ends of the map included", () => {
  assert.deepEqual(runs(0.5, 0.6, 0.7, 0.1, 0.9, 0.9, 0.9), [[0, 1], [3, 5]]);
  assert.deepEqual(runs(0.5, 1, 1, 1), [[0, 2]]);
  assert.deepEqual(runs(0.5), []);
});

Deno.test("runsAbove() counts a value at the threshold, and never 0 or less", () => {
  assert.deepEqual(runs(0.5, 0, 0.5, 0.5, 0.4999), [[1, 2]]);
  assert.deepEqual(runs(0, 0, 0, 0.1, 0.1, 0), [[2, 3]]);
  assert.deepEqual(runs(-1, -0.5, -0.5, 0.1, 0.1), [[2, 3]]);
});

Deno.test("runsAbove() leaves out runs of one sample, the first of the map too", () => {
  assert.deepEqual(runs(0.5, 1, 0, 1, 0, 1, 1), [[4, 5]]);
  assert.deepEqual(runs(0.5, 1, 0, 0), []);
  assert.deepEqual(runs(0.5, 0, 0, 1), []);
});

Deno.test("runsAbove() gives the runs of the mask, whatever the map", () => {
  const map = fc.array(fc.constantFrom(-0.5, 0, 0.25, 0.5, 0.75), { maxLength: 40 });
  fc.assert(fc.property(map, fc.constantFrom(0, 0.25, 0.5, 0.6), (values, threshold) => {
    const mask = values.map((value) => value >= threshold && value > 0 ? "1" : "0").join("");
    const expected = [...mask.matchAll(/11+/g)].map(({ index, 0: ones }) => [index, index + ones.length - 1]);
    assert.deepEqual(runs(threshold, ...values), expected);
  }));
});
