import assert from "node:assert/strict";
import { assertClose, type Leaves } from "../../contract/check.ts";
import { engineTest } from "../../contract/engines.ts";
import { compileTiny } from "../../contract/recipe.ts";
import { gradientOf, valuesOf } from "../../contract/values.ts";

const rows = (...values: number[][]): Leaves => ({
  positions: { sizes: { B: values.length, T: values[0]!.length }, values: values.flat() },
});

engineTest("max(), min() and minmax() give the gradient to the first of equal values", (engine) => {
  const program = compileTiny({
    signals: {
      largest: "sum(max(positions, T), B)",
      smallest: "sum(min(positions, T), B)",
      both: "max(positions, [B, T]) - min(positions, [B, T])",
      scaled: "sum(minmax(positions, T), [B, T])",
    },
  });
  const leaves = rows([1, 3, 0, 3], [2, 2, 2, 2], [0, 1, 3, 0]);
  const gradient = (signal: string) => gradientOf(program, engine, leaves, signal, "positions");
  assert.deepEqual(gradient("largest"), [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0]);
  assert.deepEqual(gradient("smallest"), [0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0]);
  assert.deepEqual(gradient("both"), [0, 1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  // Sums 7/3, 0 and 4/3 of (x - low) / range: 1/3 for each, what low and high take with it.
  const expected = [
    [1 / 3, 1 / 3 - 7 / 9, 1 / 3 - 4 / 3 + 7 / 9, 1 / 3],
    [1 - 4, 1, 1, 1],
    [1 / 3 - 4 / 3 + 4 / 9, 1 / 3, 1 / 3 - 4 / 9, 1 / 3],
  ];
  assertClose(gradient("scaled")!, expected.flat(), 1e-6, "gradient of minmax");
});

engineTest("the gradients of norm() and abs() are 0 at 0", (engine) => {
  const program = compileTiny({
    signals: { lengths_of: "sum(norm(positions, T), B)", sizes: "sum(abs(positions), [B, T])" },
  });
  const leaves = rows([0, 0], [3, -4], [0, 1e-20]);
  assertClose(
    gradientOf(program, engine, leaves, "lengths_of", "positions")!.slice(0, 4),
    [0, 0, 0.6, -0.8],
    1e-6,
    "norm",
  );
  assert.deepEqual(gradientOf(program, engine, leaves, "sizes", "positions"), [0, 0, 1, -1, 0, 1]);
});

engineTest("minmax() of a flat signal is 0, also below the least bound", (engine) => {
  const program = compileTiny({
    signals: { free: "minmax(positions, T)", least: "minmax(positions, T, least=0)" },
  });
  const found = valuesOf(program, engine, rows([2, 2, 2], [-3, -1, -3], [-1, 1, 0]), ["free", "least"]);
  assert.deepEqual(found["free"], [0, 0, 0, 0, 1, 0, 0, 1, 0.5]);
  assert.deepEqual(found["least"], [0, 0, 0, -3, -1, -3, -1, 1, 0]);
});
