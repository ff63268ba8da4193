import assert from "node:assert/strict";
import { magnitude, startComparison, tolerance } from "../../../pipeline/parity/comparison.ts";

/** The error of numbers, and whether it is within the tolerance. */
function compared(actual: number[], expected: number[], tolerance = 0.5): [number, boolean] {
  const comparison = startComparison();
  comparison.numbers("x", actual, expected, tolerance);
  const [{ error, passed } = assert.fail()] = comparison.quantities();
  return [error, passed];
}

Deno.test("numbers() takes infinities and NaN for equal to themselves alone", () => {
  const odd = [Infinity, -Infinity, NaN];
  for (const value of odd) assert.deepEqual(compared([value], [value], 0), [0, true], `${value}`);
  for (const a of [...odd, 1]) {
    for (const b of [...odd, 1]) {
      if (!Object.is(a, b)) assert.deepEqual(compared([a], [b]), [Infinity, false], `${a} ${b}`);
    }
  }
  assert.deepEqual(compared([1, Infinity, 3], [1.25, Infinity, 3]), [0.25, true]);
  assert.deepEqual(compared([NaN, 1], [NaN, 2]), [1, false]);
});

Deno.test("numbers() is the largest error wherever it is, and passes at the tolerance itself", () => {
  assert.deepEqual(compared([1, 2, 3], [1.5, 2, 3]), [0.5, true]);
  assert.deepEqual(compared([1, 2, 3], [1, 2.25, 3.125]), [0.25, true]);
  assert.deepEqual(compared([3], [2.25]), [0.75, false]);
  assert.deepEqual(compared([-0], [0], 0), [0, true]);
  assert.deepEqual(compared([], []), [0, true]);
  assert.deepEqual(compared([1], [1, 2]), [Infinity, false]);
  assert.deepEqual(compared([1, 2], [1]), [Infinity, false]);
});

Deno.test("exact() wants the same entries in the same order", () => {
  const passes = (actual: (number | string)[], expected: (number | string)[]) => {
    const comparison = startComparison();
    comparison.exact("x", actual, expected);
    return comparison.quantities()[0]!.passed;
  };
  assert.ok(passes([1, 2], [1, 2]) && passes([], []) && passes(["a"], ["a"]));
  assert.ok(!passes([1, 2], [2, 1]) && !passes([1], [1, 2]) && !passes([1, 2], [1]) && !passes(["1"], [1]));
});

Deno.test("quantities() keeps the worst outcome by its tolerance, in order of first mention", () => {
  const comparison = startComparison();
  comparison.numbers("a", [1], [1.5], 10);
  comparison.exact("b", [1], [1]);
  comparison.numbers("a", [1], [1.25], 1);
  comparison.numbers("a", [1], [2], 100);
  comparison.exact("b", [1], [2]);
  comparison.exact("b", [1], [1]);
  assert.deepEqual(comparison.quantities(), [
    { name: "a", error: 0.25, tolerance: 1, passed: true },
    { name: "b", error: Infinity, tolerance: 0, passed: false },
  ]);
});

Deno.test("tolerance() is 8 roundings and a millionth of the largest magnitude", () => {
  assert.equal(magnitude([1, -3, 2]), 3);
  assert.equal(magnitude([]), 0);
  assert.equal(tolerance(1e-3, [1, -2]), 8e-3 + 1e-6 * 2);
  assert.equal(tolerance(1e-3, []), 8e-3);
  assert.equal(tolerance(0, [NaN, -4, Infinity]), 1e-6 * 4);
});
