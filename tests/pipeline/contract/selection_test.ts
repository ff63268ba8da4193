import assert from "node:assert/strict";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { assertClose, type Leaves } from "./check.ts";
import { engineTest } from "./engines.ts";
import { compileTiny } from "./recipe.ts";
import { gradientOf, valuesOf } from "./values.ts";

const scores = (...rows: number[][]): Leaves => ({
  positions: { sizes: { B: rows.length, T: rows[0]!.length }, values: rows.flat() },
});

engineTest("top_indices() lists scores descending, on equal scores the lowest index first", (engine) => {
  const program = compileTiny({ signals: { out: "top_indices(positions, T, count=5)" } });
  const leaves = scores([0, 3, 1, 3, 1, 0, 3], [2, 2, 2, 2, 2, 2, 2], [-1, -2, 0, -0, -1, 0, -2]);
  assert.deepEqual(
    valuesOf(program, engine, leaves, ["out"])["out"],
    [
      [1, 3, 6, 2, 4],
      [0, 1, 2, 3, 4],
      [2, 3, 5, 0, 4],
    ].flat(),
  );
});

engineTest("top() gives the gradient to the lowest indices among equal scores", (engine) => {
  const program = compileTiny({ signals: { out: "sum(mean(top(positions, T, count=3), K), B)" } });
  const leaves = scores([0, 3, 1, 3, 1, 0, 0], [2, 2, 2, 2, 2, 2, 2]);
  const gradient = gradientOf(program, engine, leaves, "out", "positions")!;
  assertClose(gradient, [0, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0].map((v) => v / 3), 1e-7, "gradient");
});

engineTest("top() takes k from the length of the batch, not from the recipe's", (engine) => {
  const program = compileTiny({ signals: { out: "top(positions, T, ratio=3)" } });
  assert.deepEqual(valuesOf(program, engine, scores([5, 9, 7, 8, 6, 1, 2, 3, 4]), ["out"])["out"], [9, 8, 7]);
  assert.deepEqual(valuesOf(program, engine, scores([5, 9]), ["out"])["out"], [9]);
});

engineTest("top() and top_indices() refuse to select nothing", (engine) => {
  for (const name of ["top", "top_indices"]) {
    const program = compileTiny({ signals: { out: `${name}(positions, T, ratio=5, k_min=0)` } });
    assert.deepEqual(valuesOf(program, engine, scores([1, 2, 3, 4, 9]), ["out"])["out"], [
      name === "top" ? 9 : 4,
    ]);
    assert.throws(() => valuesOf(program, engine, scores([1, 2, 3, 4]), ["out"]), (error) => {
      assert.ok(error instanceof UserError);
      const [{ message, hint } = { message: "", hint: "" }] = error.diagnostics;
      assert.equal(
        message,
        `${name} in signal "out" selects nothing: k = max(k_min, floor(4 / 5)) is 0, at least 1 is needed`,
      );
      assert.match(hint!, /set k_min to 1/);
      return true;
    });
  }
});

engineTest("gather() adds the gradients of a row that two selections name", (engine) => {
  const program = compileTiny({
    signals: {
      best: "top_indices(positions, T, count=1)",
      two: "top_indices(positions, T, count=2)",
      out: "sum(sum(sum(gather(features.a, best), K) + sum(gather(features.a, two), K), D), B)",
    },
  });
  const leaves = {
    ...scores([0, 7, 5]),
    features: { sizes: { B: 1, T: 3, D: 10 }, values: Array(30).fill(1) },
  };
  const gradient = gradientOf(program, engine, leaves, "out", "features")!;
  const rows = [0, 2, 1].map((times) => [...Array(5).fill(times), ...Array(5).fill(0)]);
  assert.deepEqual(gradient, rows.flat());
});
