import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { startComparison } from "../../../pipeline/parity/comparison.ts";
import { compareSignals, keyOf, signalsFor } from "../../../pipeline/parity/signals.ts";
import { cpuTest } from "../contract/engines.ts";

const PLACES = { all: "whole", some: { first: "beginning" }, bank: { rows: "selected", where: "marks" } };

cpuTest(
  "compareSignals() compares a signal, its first entries, or the rows that another marks",
  () =>
    tf.tidy(() => {
      const signals = new Map<string, tf.Tensor>([
        ["all", tf.tensor1d([1, 2, 3])],
        ["some", tf.tensor1d([4, 5, 6])],
        ["bank", tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2])],
        ["marks", tf.tensor2d([1, 0, 1], [1, 3])],
      ]);
      const failed = (changed: Record<string, number[]>) => {
        const data = { whole: [1, 2, 3], beginning: [4, 5], selected: [1, 2, 5, 6], ...changed };
        const expected = Object.fromEntries(
          Object.entries(data).map(([key, data]) => [key, { shape: [data.length], data }]),
        );
        const comparison = startComparison();
        const names = { signals: PLACES, lists: {}, regions: {}, scalars: {} };
        compareSignals(signals, expected, {}, names as never, true, comparison);
        assert.deepEqual(comparison.quantities().map(({ name }) => name), ["whole", "beginning", "selected"]);
        return comparison.quantities().filter(({ passed }) => !passed).map(({ name }) => name);
      };
      assert.deepEqual(failed({}), []);
      assert.deepEqual(failed({ whole: [1, 2] }), ["whole"]);
      assert.deepEqual(failed({ beginning: [4, 6] }), ["beginning"]);
      assert.deepEqual(failed({ selected: [1, 2, 3, 4] }), ["selected"]);
    }),
);

Deno.test("keyOf() and signalsFor() are the file's name and what is read for it", () => {
  assert.deepEqual(Object.values(PLACES).map(keyOf), ["whole", "beginning", "selected"]);
  const read = Object.entries(PLACES).flatMap(([signal, place]) => signalsFor(signal, place));
  assert.deepEqual(read, ["all", "some", "bank", "marks"]);
});
