import assert from "node:assert/strict";
import { type Diagnostic, UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { shuffle } from "../../../../pipeline/kinds/batches/shuffle.ts";
import { request } from "./request.ts";

type Last = "keep" | "drop";

function batchOrder(videos: number, batch: number, seed: number, step: number, last: Last = "keep") {
  const make = shuffle.create({ kind: "shuffle", last });
  return make(request({ labels: Array(videos).fill([]), batch, seed, step })).videos;
}

const epochOf = (videos: number, batch: number, last: Last) =>
  shuffle.create({ kind: "shuffle", last }).epoch!(videos, batch);

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

Deno.test("Batch maker shuffle drops what fills no batch where it is told to, other videos in other epochs", () => {
  assert.equal(epochOf(7, 3, "keep"), 3);
  assert.equal(epochOf(7, 3, "drop"), 2);
  assert.equal(epochOf(6, 3, "drop"), 2);
  const dropped = new Set<number>();
  for (let epoch = 0; epoch < 30; epoch++) {
    const whole = [1, 2].map((step) => batchOrder(7, 3, 5, 2 * epoch + step, "drop"));
    assert.deepEqual(
      whole,
      [1, 2].map((step) => batchOrder(7, 3, 5, 3 * epoch + step)),
      "as where it is kept",
    );
    assert.equal(new Set(whole.flat()).size, 6);
    dropped.add([0, 1, 2, 3, 4, 5, 6].find((video) => !whole.flat().includes(video))!);
  }
  assert.equal(dropped.size, 7);
});

Deno.test("Batch maker shuffle says where all videos together fill no batch", () => {
  const told = (error: unknown) => {
    assert.ok(error instanceof UserError);
    const [{ message, hint }] = error.diagnostics as [Diagnostic];
    assert.equal(
      message,
      "5 training videos fill no batch of 8, and training.batches.last drops what fills none",
    );
    assert.equal(hint, "training.batch: at most 5; or training.batches.last: keep");
    return true;
  };
  assert.throws(() => batchOrder(5, 8, 0, 1, "drop"), told);
  assert.throws(() => epochOf(5, 8, "drop"), told);
});
