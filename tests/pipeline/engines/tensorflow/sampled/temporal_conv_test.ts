import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import assert from "node:assert/strict";
import { sampledRows } from "../../../../../pipeline/data/batches/sampled_rows.ts";
import {
  sampledPlanner,
  tensorflowPlanner,
} from "../../../../../pipeline/engines/tensorflow/sampled/plan.ts";
import { assertClose, checkGradients, input } from "../../check.ts";
import * as reference from "../../reference.ts";
import { sampledAt, tensorOf } from "../../sampled.ts";
import { both, wave } from "../../recorded.ts";
import { tensorflowTest } from "../recorder/subject.ts";

/** Tiles whatever the number of weights, and however little they save. */
const PLANNER = sampledPlanner({ canTile: () => true, leastSaved: 1 });

/** Positions of the videos of a batch: few rows, which repeat much, or many, of which some repeat, in any order. */
const POSITIONS = fc.integer({ min: 1, max: 9 }).chain((length) =>
  fc.array(
    fc.constantFrom(2, 9, 30).chain((rows) =>
      fc.array(fc.nat(rows - 1), { minLength: length, maxLength: length })
    ),
    { minLength: 1, maxLength: 4 },
  )
);
const SIZES = fc.record({
  videos: POSITIONS,
  depth: fc.integer({ min: 1, max: 4 }),
  width: fc.integer({ min: 1, max: 4 }),
});

/** Videos that show every row so many times. */
function positionsOf(stretches: readonly number[], length: number): number[] {
  return stretches.flatMap((stretch) => Array.from({ length }, (_, t) => Math.floor(t / stretch)));
}

tensorflowTest("videos that repeat little are convolved in tiles, the others by their rows", ({ engine }) => {
  const seen = new Set<string>();
  fc.assert(fc.property(SIZES, ({ videos, depth, width }) => {
    const length = videos[0]!.length;
    const { rows, x, plan } = sampledAt(videos.flat(), videos.length, depth);
    for (const video of videos) seen.add(kindOf(video));
    const conv = { kernel: 3, dilation: 1, width };
    const on = (w?: Tensor, b?: Tensor) =>
      engine.primitives.sampledTemporalConv(tensorOf(rows), plan(PLANNER, conv), w!, b ?? null, 1);
    const shape = [videos.length, length, depth] as const;
    const plain = (w?: number[], b?: number[]) =>
      reference.temporalConv(x, w!, b ?? [], shape, [3, width, 1]);
    const weights = input(depth, 3, width);
    checkGradients(on, plain, [weights, input(width)]);
    checkGradients(on, plain, [weights]);
  }));
  assert.deepEqual([...seen].sort(), ["single", "tiled", "tiled and repeated"]);
});

/** How a video is convolved. */
function kindOf(video: readonly number[]): string {
  const rows = new Set(video).size;
  if (3 * rows <= 6 * Math.ceil(video.length / 4)) return "single";
  return rows === video.length ? "tiled" : "tiled and repeated";
}

tensorflowTest("a plan has tiles for videos where six products are fewer, after all single rows", () => {
  // Of ten snippets, three tiles, the videos show 10, 4, 6 and 9 rows.
  const video = (rows: number) => Array.from({ length: 10 }, (_, t) => Math.min(t, rows - 1));
  const { plan } = sampledAt([10, 4, 6, 9].flatMap(video), 4, 2);
  tf.tidy(() => {
    const [sums, reads, sizes] = plan(PLANNER, { kernel: 3, dilation: 1, width: 2 }).parts;
    assert.deepEqual([...sizes!.dataSync()], [4 + 6, 2 * 3]);
    const numbers = (part: Tensor, column: number) => [...part.dataSync()].filter((_, i) => i % 3 === column);
    // Three terms for an output of the single videos, two at their ends; five, four, four and five in a tile.
    assert.equal(sums!.shape[0], 2 * (3 * 10 - 2) + 2 * (2 * 18 + 5 + 4));
    // 22 terms a tile, less those of row -1 and of the rows 10 to 12.
    assert.equal(reads!.shape[0], 2 * (3 * 22 - 1 - (5 + 5 + 1)));
    // The last product of a tile is for its fourth output, and the last tile has two.
    assert.equal(Math.max(...numbers(sums!, 1)), 3 * 10 + 6 * 6 - 2);
    assert.equal(Math.max(...numbers(reads!, 0)), 6 * 6 - 1);
    assert.equal(Math.min(...numbers(reads!, 1)), 10);
  });
});

tensorflowTest("a plan without enough to save has no tiles, nor has one of other taps", () => {
  const { plan } = sampledAt([0, 1, 2, 3, 4, 5, 6, 7], 1, 2);
  const shapes = (canTile: boolean, leastSaved: number) =>
    tf.tidy(() => {
      const planner = sampledPlanner({ canTile: () => canTile, leastSaved });
      return plan(planner, { kernel: 3, dilation: 1, width: 2 }).parts.map(({ shape }) => shape);
    });
  assert.deepEqual(shapes(true, 3 * 8 - 6 * 2), [[2 * 18, 3], [2 * 22 - 2, 3], [2]]);
  assert.deepEqual(shapes(true, 3 * 8 - 6 * 2 + 1), [[3 * 8 - 2, 3], [0, 3], [0]]);
  assert.deepEqual(shapes(false, 1), [[3 * 8 - 2, 3]]);
});

Deno.test("the engine tiles with many weights, and where that saves many products", () => {
  const parts = (kernel: number, dilation: number, depth: number, width: number) =>
    tensorflowPlanner.parts({ kernel, dilation, depth, width }).length;
  assert.deepEqual([parts(3, 1, 256, 128), parts(3, 1, 256, 127)], [3, 1]);
  const kinds = tensorflowPlanner.parts({ kernel: 3, dilation: 1, depth: 256, width: 128 });
  assert.deepEqual(kinds.map(({ varies }) => varies), [true, true, false]);
  assert.deepEqual([parts(3, 2, 256, 128), parts(5, 1, 256, 128), parts(1, 1, 2048, 2048)], [1, 1, 1]);
  // 3 products for every distinct row, or 1.5 for every snippet.
  const sizes = (...rows: number[]) => {
    const positions = rows.flatMap((count) => Array.from({ length: 1200 }, (_, t) => Math.min(t, count - 1)));
    const sampled = sampledRows(Int32Array.from(positions), rows.length);
    const plan = tensorflowPlanner.plan(sampled, { kernel: 3, dilation: 1, depth: 256, width: 128 });
    return [...plan.at(-1)!.values];
  };
  assert.deepEqual(sizes(999, 100), []);
  assert.deepEqual(sizes(1000, 100), [100, 300]);
  assert.deepEqual(sizes(800, 100, 800), [100, 600]);
});

tensorflowTest(
  "one recording takes batches with any number of tiles, another those without",
  ({ recorder, engine }) => {
    const { sampledTemporalConv } = engine.primitives;
    const run = ([rows, w, b, index, ...parts]: readonly Tensor[]) => {
      const on = (w: Tensor, b: Tensor) => sampledTemporalConv(rows!, { index: index!, parts }, w, b, 1);
      return [on(w!, b!), ...tf.grads(on)([w!, b!])];
    };
    const at = (positions: number[]) => {
      const { rows, plan } = sampledAt(positions, 3, 4);
      const { index, parts } = plan(PLANNER, { kernel: 3, dilation: 1, width: 6 });
      return [tensorOf(rows), wave([4, 3, 6], 1), wave([6], 2), index, ...parts];
    };
    const make = (...stretches: number[]) => at(positionsOf(stretches, 30));
    // The second video has 24 rows, the last of which it repeats.
    const repeated = () =>
      at([0, 23, 29].flatMap((last) => positionsOf([1], 30).map((t) => Math.min(t, last))));
    const shapes = (sizes: number) => [[-1, 4], [4, 3, 6], [6], [3, 30], [-1, 3], [-1, 3], [sizes]];
    const check = (example: Tensor[], inputs: Tensor[], sizes: number) => {
      const { eager, replayed, again } = both(recorder, example, inputs, run, shapes(sizes));
      // Eager and replayed round differently, and tiles weigh that 2.3 times as much: more than `close` has room for.
      replayed.forEach((values, i) => assertClose(values, eager[i]!, 2e-6, `result ${i}`));
      assert.deepEqual(replayed, again);
    };
    check(make(2, 1, 2), make(1, 1, 1), 2);
    check(make(1, 1, 1), make(4, 1, 2), 2);
    check(make(1, 1, 1), repeated(), 2);
    check(make(2, 2, 2), make(3, 2, 5), 0);
    assert.throws(() => check(make(1, 1, 1), make(3, 2, 5), 2), /shape/);
  },
);
