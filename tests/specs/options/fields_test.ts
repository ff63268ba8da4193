import assert from "node:assert/strict";
import { z } from "zod";
import { fields, type KindOptions, type NumberOptions, outOfBounds } from "../../../specs/options/fields.ts";

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

Deno.test("kind() makes the options of the chosen kind alone, with those that every kind has", () => {
  const made: string[] = [];
  const spec = (kind: string): KindOptions => ({
    kind,
    summary: "",
    options: ({ number }) => (made.push(kind), z.strictObject({ size: number("").default(2) })),
  });
  const kinds = new Map(["small", "large"].map((kind) => [kind, spec(kind)]));
  const choice = fields(Number, () => kinds).kind("sizes", "", {
    besides: { deep: z.boolean().default(true) },
  });
  assert.deepEqual(made, []);
  assert.deepEqual(choice.parse("large"), { kind: "large", size: 2, deep: true });
  assert.equal(choice.safeParse("other").success, false);
  assert.deepEqual(made, ["large"]);
});
