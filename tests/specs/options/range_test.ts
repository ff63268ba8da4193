import assert from "node:assert/strict";
import { arange, expandRange, linspace } from "../../../specs/options/range.ts";

Deno.test("linspace() takes whole counts from 1 to 10000, and ends at the last value", () => {
  assert.deepEqual(linspace(0.5, 2, 1), [0.5]);
  assert.deepEqual(linspace(0, 1, 5), [0, 0.25, 0.5, 0.75, 1]);
  const most = linspace(0, 0.7, 10_000);
  assert.deepEqual([most.length, most[0], most.at(-1)], [10_000, 0, 0.7]);
  for (const count of [0, -1, 2.5, 10_001, NaN, Infinity]) {
    assert.throws(() => linspace(0, 1, count), {
      name: "RangeError",
      message: `linspace needs a whole count from 1 to 10000: current value is ${count}`,
    });
  }
});

Deno.test("arange() leaves the stop out and gives 1 to 10000 values", () => {
  assert.deepEqual(arange(0, 1, 0.25), [0, 0.25, 0.5, 0.75]);
  assert.deepEqual(arange(1, 0, -0.5), [1, 0.5]);
  assert.deepEqual(arange(3, 3.5, 1), [3]);
  assert.equal(arange(0, 10_000, 1).length, 10_000);
  for (
    const [start, stop, step, count] of [[0, 10_001, 1, 10_001], [1, 1, 1, 0], [2, 1, 1, -1], [
      0,
      1,
      0,
      Infinity,
    ]]
  ) {
    assert.throws(() => arange(start!, stop!, step!), {
      name: "RangeError",
      message: `Range "${start}:${stop}:${step}" has ${count} values: expected 1 to 10000`,
    });
  }
});

Deno.test("arange() steps by the rounded difference, as numpy does", () => {
  const delta = (0.7 + 0.1) - 0.7;
  assert.notEqual(delta, 0.1);
  assert.deepEqual(arange(0.7, 0.95, 0.1), [0.7, 0.7 + delta, 0.7 + 2 * delta]);
});

Deno.test("expandRange() reads the two forms, with blanks, and nothing else", () => {
  assert.deepEqual(expandRange("0 : 1 : 0.5"), [0, 0.5]);
  assert.deepEqual(expandRange(" linspace(0, 1, 3) "), [0, 0.5, 1]);
  for (
    const text of ["0:1", "0:1:0.5:2", "0::1", ":1:1", "0:1:", "a:1:1", "linspace(0, 1)", "linspace(0, 1, )"]
  ) {
    assert.throws(
      () => expandRange(text),
      /^RangeError: Cannot read range ".*": write "start:stop:step" or /,
      text,
    );
  }
});
