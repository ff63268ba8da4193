import assert from "node:assert/strict";
import { ValueBins } from "../../../pipeline/report/value_bins.ts";

const binsOf = (...parts: readonly number[][]) => {
  const bins = new ValueBins();
  for (const part of parts) bins.add(part);
  return bins.bins();
};

Deno.test("ValueBins count values in bins as fine as 128 of them allow, in whatever order they come", () => {
  const values = Array.from({ length: 1001 }, (_, i) => i / 1000);
  const bins = binsOf(values);
  assert.equal(bins.length, 65, "1 begins a bin of its own");
  assert.deepEqual(bins.at(0), { from: 0, to: 1 / 64, count: 16 });
  assert.deepEqual(bins.at(-1), { from: 1, to: 65 / 64, count: 1 });
  for (const { from, to, count } of bins) {
    assert.equal(count, values.filter((value) => from <= value && value < to).length);
  }
  assert.deepEqual(binsOf(values.toReversed()), bins);
  assert.deepEqual(binsOf(values.filter((_, i) => i % 2), values.filter((_, i) => i % 2 === 0)), bins);
});

Deno.test("ValueBins reach below 0 and over many orders of size", () => {
  const values = [-3, 1e9, 0.5, -1e9, 0];
  const bins = binsOf(values);
  assert.ok(bins.length <= 128 && bins.length > 32, String(bins.length));
  assert.ok(bins.at(0)!.from <= -1e9 && bins.at(0)!.to > -1e9 && bins.at(-1)!.to > 1e9);
  assert.equal(bins.reduce((sum, { count }) => sum + count, 0), values.length);
  assert.deepEqual(binsOf([]), []);
  assert.deepEqual(binsOf([7, 7]).map(({ from, count }) => [from, count]), [[7, 2]]);
});
