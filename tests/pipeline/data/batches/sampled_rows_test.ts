import fc from "fast-check";
import assert from "node:assert/strict";
import { sampledRows, sampledShare } from "../../../../pipeline/data/batches/sampled_rows.ts";
import { gradientSums } from "../../../../pipeline/engines/portable/sampled/plan.ts";

/** Positions of some videos, in any order. */
const POSITIONS = fc.integer({ min: 1, max: 12 }).chain((length) =>
  fc.array(fc.array(fc.nat(6), { minLength: length, maxLength: length }), { minLength: 1, maxLength: 4 })
);

Deno.test("sampledRows() numbers rows as they appear, videos of fewer rows first", () => {
  const { rows, starts, counts, index } = sampledRows(Int32Array.of(0, 1, 1, 2, 4, 4, 2, 4, 7, 7, 5, 5), 3);
  assert.deepEqual([...rows], [4, 2, 7, 5, 0, 1, 2]);
  assert.deepEqual([...starts], [4, 0, 2]);
  assert.deepEqual([...counts], [3, 2, 2]);
  assert.deepEqual([...index], [4, 5, 5, 6, 0, 0, 1, 0, 2, 2, 3, 3]);
});

Deno.test("sampledRows() of distinct positions are all of them", () => {
  const { rows, index } = sampledRows(Int32Array.of(0, 2, 4, 0, 1, 2), 2);
  assert.deepEqual([...rows], [0, 2, 4, 0, 1, 2]);
  assert.deepEqual([...index], [0, 1, 2, 3, 4, 5]);
});

Deno.test("sampledRows() give the batch back when they are gathered, and hold nothing twice", () => {
  fc.assert(
    fc.property(POSITIONS, (videos) => {
      const positions = Int32Array.from(videos.flat());
      const { rows, starts, counts, index } = sampledRows(positions, videos.length);
      assert.deepEqual(index.map((row) => rows[row]!), positions);
      const length = videos[0]!.length;
      index.forEach((row, i) => {
        const b = Math.floor(i / length);
        assert.ok(row >= starts[b]! && row < starts[b]! + counts[b]!);
      });
      videos.forEach((video, b) => {
        const own = [...rows.subarray(starts[b]!, starts[b]! + counts[b]!)];
        assert.deepEqual(own, [...new Set(video)]);
      });
      assert.equal(counts.reduce((a, b) => a + b), rows.length);
      const inOrder = [...counts.keys()].sort((a, b) => starts[a]! - starts[b]!).map((b) => counts[b]!);
      assert.deepEqual(inOrder, inOrder.toSorted((a, b) => a - b));
    }),
  );
});

Deno.test("gradientSums() lead every output row back to the products that it reads", () => {
  // One video of two rows in three snippets, three taps: output 1 reads rows 0 0 1.
  const { from, into } = gradientSums(sampledRows(Int32Array.of(5, 5, 8), 1), 3, 1);
  const pairs = [...into].map((product, i) => `${Math.floor(product / 3)}.${product % 3}>${from[i]}`);
  assert.deepEqual(pairs, ["0.0>1", "0.0>2", "0.1>0", "0.1>1", "0.2>0", "1.1>2", "1.2>1"]);
});

Deno.test("gradientSums() hold every pair of an output row and a tap inside its video once, sorted", () => {
  const kernels = fc.constantFrom([1, 1], [3, 1], [3, 2], [9, 1], [5, 4]);
  fc.assert(
    fc.property(POSITIONS, kernels, (videos, [kernel, dilation]) => {
      const length = videos[0]!.length;
      const found = sampledRows(Int32Array.from(videos.flat()), videos.length);
      const { from, into } = gradientSums(found, kernel!, dilation!);
      const left = Math.floor(dilation! * (kernel! - 1) / 2);
      const expected: [number, number][] = [];
      for (let row = 0; row < found.index.length; row++) {
        for (let k = 0; k < kernel!; k++) {
          const t = row % length + dilation! * k - left;
          if (t < 0 || t >= length) continue;
          expected.push([found.index[row - row % length + t]! * kernel! + k, row]);
        }
      }
      expected.sort(([a, i], [b, j]) => a - b || i - j);
      assert.deepEqual([...into].map((product, i) => [product, from[i]]), expected);
    }),
  );
});

Deno.test("sampledShare() is what videos can fill of a batch with their own snippets", () => {
  assert.equal(sampledShare([50, 200, 100], 100), 2.5 / 3);
  assert.equal(sampledShare([100], 100), 1);
});
