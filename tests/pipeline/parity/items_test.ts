import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { fromItems, itemsAt, itemsOf } from "../../../pipeline/parity/items.ts";
import { cpuTest } from "../contract/engines.ts";

cpuTest("itemsAt() has the places of a step, and says which step has none", () => {
  const file = { pairs: [[[0, 1], ["2", 0]], []] };
  assert.deepEqual(itemsAt(file, "pairs", 0), [[0, 1], [2, 0]]);
  assert.deepEqual(itemsAt(file, "pairs", 1), []);
  assert.throws(() => itemsAt(file, "pairs", 2), /"pairs" has no list of items for step 3/);
  assert.throws(() => itemsAt(file, "couples", 0), /Missing "couples"/);
});

cpuTest("itemsOf() has the places at which a mask is not 0, fromItems() a number at each", () => {
  tf.tidy(() => {
    const items = [[0, 1], [1, 0], [1, 2]];
    const values = { shape: [3], data: [0.5, 1.5, 2.5], isMask: false };
    const spread = fromItems(values, items, [2, 3]);
    assert.deepEqual(spread.arraySync(), [[0, 0.5, 0], [1.5, 0, 2.5]]);
    assert.deepEqual(itemsOf(spread), items);
    assert.deepEqual(itemsOf(tf.zeros([2, 3])), []);
    assert.throws(() => fromItems(values, [[0, 0]], [2, 3]), /3 numbers for 1 items/);
  });
});
