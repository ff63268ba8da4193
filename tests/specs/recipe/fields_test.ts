import assert from "node:assert/strict";
import {
  arange,
  expandRange,
  fields,
  linspace,
  type NumberOptions,
  outOfBounds,
} from "../../../specs/recipe/fields.ts";

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

Deno.test("outOfBounds() counts min and max as within, above and below as outside", () => {
  const cases: [NumberOptions, number, string | undefined][] = [
    [{ min: 1 }, 1, undefined],
    [{ min: 1 }, 0.99, ">= 1"],
    [{ max: 1 }, 1, undefined],
    [{ max: 1 }, 1.01, "<= 1"],
    [{ above: 0 }, 0, "> 0"],
    [{ above: 0 }, 1e-300, undefined],
    [{ below: 1 }, 1, "< 1"],
    [{ below: 1 }, 0.99, undefined],
    [{ integer: true }, 3, undefined],
    [{ integer: true }, 2.5, "a whole number"],
    [{}, Infinity, "a finite number"],
    [{}, NaN, "a finite number"],
    [{ min: 0, max: 0 }, 0, undefined],
  ];
  for (const [options, value, wanted] of cases) {
    assert.equal(outOfBounds(value, options), wanted, `${JSON.stringify(options)} ${value}`);
  }
});

Deno.test("size() makes the axis that it names; a number makes D, classes C, and none makes no axis", () => {
  const { size } = fields((text) => text.length, () => new Map());
  assert.deepEqual(size("").parse({ C: "classes + 1" }), { axis: "C", size: 11 });
  assert.deepEqual(size("").parse({ P: 3 }), { axis: "P", size: 3 });
  assert.deepEqual(size("").parse("classes"), { axis: "C", size: 7 });
  assert.deepEqual(size("").parse("subclasses"), { axis: "D", size: 10 });
  assert.deepEqual(size("").parse(7), { axis: "D", size: 7 });
  assert.deepEqual(size("").parse("none"), { axis: undefined, size: 1 });
  for (const wrong of ["classes + 1", "2 * classes", {}, { C: 2, D: 3 }, { C: 0 }, { "1": 2 }, [3], true]) {
    assert.ok(!size("").safeParse(wrong).success, JSON.stringify(wrong));
  }
});

Deno.test("range() holds every value to its bounds, in a list and in a text", () => {
  const range = fields(Number, () => new Map()).range("", { min: 0, below: 1 });
  assert.deepEqual(range.parse([0, 0.5]), [0, 0.5]);
  const message = (value: string | number[]) =>
    range.safeParse(value).error?.issues.map((issue) => issue.message);
  assert.deepEqual(message([0, 1]), ["must be < 1: current value is 1"]);
  assert.deepEqual(message("linspace(-1, 0.5, 4)"), ["must be >= 0: current value is -1"]);
  assert.equal(message("0:1:0.25"), undefined);
});
