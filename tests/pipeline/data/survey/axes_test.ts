import assert from "node:assert/strict";
import { guessAxes } from "../../../../pipeline/data/survey/axes.ts";

Deno.test("L is the axis that differs, D the largest of the others", () => {
  const guess = (...shapes: number[][]) => guessAxes(shapes);
  assert.deepEqual(guess([40, 1024], [2000, 1024]), { width: 1024, lengths: [40, 2000], isUnsure: false });
  assert.deepEqual(guess([1024, 40], [1024, 50]), {
    width: 1024,
    lengths: [40, 50],
    isUnsure: false,
    axes: ["D", "L"],
  });
  assert.deepEqual(guess([100, 400], [100, 400]), { width: 400, lengths: [100, 100], isUnsure: true });
});

Deno.test("A small third axis counts crops, others are places of a map", () => {
  const of = (...shapes: number[][]) => {
    const { axes, crops, pool, width } = guessAxes(shapes)!;
    return [width, axes, crops, pool];
  };
  assert.deepEqual(of([40, 10, 1024], [50, 10, 1024]), [1024, undefined, "mean", undefined]);
  assert.deepEqual(of([10, 40, 1024], [10, 50, 1024]), [1024, ["crops", "L", "D"], "mean", undefined]);
  assert.deepEqual(of([40, 10, 8], [50, 10, 8]), [8, undefined, "mean", undefined]);
  assert.deepEqual(of([40, 512, 7, 7], [50, 512, 7, 7]), [512, undefined, undefined, "mean"]);
  assert.deepEqual(of([40, 7, 7, 512], [50, 7, 7, 512]), [512, ["L", "h", "w", "D"], undefined, "mean"]);
  assert.deepEqual(of([40, 512, 2, 7, 7], [50, 512, 2, 7, 7]), [512, undefined, undefined, "mean"]);
});

Deno.test("Arrays of several widths or ranks, and of one axis, are no source", () => {
  assert.equal(guessAxes([[40, 1024], [50, 512]]), undefined);
  assert.equal(guessAxes([[40, 1024], [50, 1024, 1]]), undefined);
  assert.equal(guessAxes([[40], [50]]), undefined);
  assert.equal(guessAxes([]), undefined);
});
