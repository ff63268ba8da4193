import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { createModel } from "../../../pipeline/graph/model.ts";
import { startComparison } from "../../../pipeline/parity/comparison.ts";
import { stateComparison } from "../../../pipeline/parity/state.ts";
import { cpuTest } from "../contract/engines.ts";
import { compileTiny } from "../contract/recipe.ts";

const stated = (...data: number[]) => ({ shape: [data.length], data });

cpuTest(
  "stateComparison() fills memories with the file's videos, and compares them before and after steps",
  (engine) => {
    const program = compileTiny({
      signals: {
        seen: { kind: "memory", axes: { C: "classes" }, update: "2 * seen + sum(labels, B)", fill: 0.5 },
      },
    });
    const model = createModel(program, engine, { seed: 0 });
    const videos = [[1, 0, 0, 1], [0, 1, 0, 1]].map((labels) => () =>
      new Map([["labels", tf.tensor2d([labels])]])
    );
    const failed = (before: number[], step = 6) => {
      const comparison = startComparison();
      const file = {
        state_before: { counts: stated(...before), other: stated(1) },
        state_after: { "2": { counts: stated(2, 1, 0, 4) } },
      };
      const state = stateComparison(model, file, { state: { seen: "counts" } }, comparison);
      state.before({ step, steps: 10 }, videos);
      state.after(1);
      assert.deepEqual(comparison.quantities().map(({ name }) => name), ["state_before.counts"]);
      assert.deepEqual(comparison.left(), ["state_before.other"]);
      state.after(2);
      return comparison.quantities().filter(({ passed }) => !passed).map(({ name }) => name);
    };
    assert.deepEqual(failed([0, 0, 0, 0], 5), ["state_after.2.counts"]);
    assert.deepEqual(failed([2, 1, 0, 3]), ["state_after.2.counts"]);
    assert.deepEqual(failed([2, 1, 0, 2]), ["state_before.counts", "state_after.2.counts"]);
    model.dispose();
  },
);
