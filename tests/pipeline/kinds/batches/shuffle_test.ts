import assert from "node:assert/strict";
import { shuffle } from "../../../../pipeline/kinds/batches/shuffle.ts";
import { request } from "./request.ts";

function batchOrder(videos: number, batch: number, seed: number, step: number): readonly number[] {
  return shuffle.create({ kind: "shuffle" })(request({ labels: Array(videos).fill([]), batch, seed, step }))
    .videos;
}

Deno.test("Batch maker shuffle draws in one order: a seed gives these batches for ever", () => {
  const batches = [1, 2, 3, 4, 5, 6].map((step) => batchOrder(5, 2, 7, step));
  assert.deepEqual(batches, [[2, 4], [3, 0], [1], [1, 2], [0, 4], [3]]);
});

Deno.test("Batch maker shuffle shows every video once an epoch, whatever the size of a batch", () => {
  for (
    const [videos, batch, steps] of [[6, 2, 3], [7, 2, 4], [5, 5, 1], [3, 8, 1], [4, 1, 4], [
      1,
      1,
      1,
    ]] as const
  ) {
    const orders = new Set<string>();
    for (let epoch = 0; epoch < 12; epoch++) {
      const seen = Array.from(
        { length: steps },
        (_, i) => batchOrder(videos, batch, 3, epoch * steps + i + 1),
      );
      assert.ok(seen.slice(0, -1).every(({ length }) => length === batch));
      assert.deepEqual(seen.flat().toSorted(), Array.from({ length: videos }, (_, i) => i));
      orders.add(seen.flat().join());
    }
    assert.ok(orders.size > 2 || videos === 1, "every epoch is shuffled anew");
  }
  assert.notDeepEqual(batchOrder(50, 50, 3, 1), batchOrder(50, 50, 4, 1));
});
