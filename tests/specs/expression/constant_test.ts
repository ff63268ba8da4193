import assert from "node:assert/strict";
import { evaluateConstant, foldConstant } from "../../../specs/expression/constant.ts";
import { parseExpression } from "../../../specs/expression/parse.ts";
import { ExpressionError } from "../../../specs/expression/parts.ts";

const VALUES = new Map([["r", 5], ["keep", 0.4], ["classes", 20]]);
const lookup = (name: string) => VALUES.get(name);
const fold = (text: string) => foldConstant(parseExpression(text), lookup);

Deno.test("foldConstant() computes with numbers and constants", () => {
  assert.equal(fold("1 - keep"), 0.6);
  assert.equal(fold("2 * (r + 1) / 4"), 3);
  assert.equal(fold("-r ^ 2"), -25);
  assert.equal(fold("classes + 1"), 21);
  assert.equal(fold("add(1, r)"), 6);
  assert.equal(fold("maximum(1, floor(classes / 8))"), 2);
  assert.equal(fold("minimum(r, -ceil(keep)) + floor(-keep)"), -2);
});

Deno.test("foldConstant() leaves alone what is no constant expression", () => {
  for (
    const text of ["x", "r + x", "[r, r]", "exp(r)", "r > 2", "add(r)", "add(1, 2, 3)", "add(a=1, b=2)"]
      .concat(
        "floor(1, 2)",
        "maximum(r)",
        "maximum(1, x)",
      )
  ) {
    assert.equal(fold(text), undefined, text);
  }
  for (const text of ["constructor(1, 2)", "toString(1)", "hasOwnProperty(r)"]) {
    assert.equal(fold(text), undefined);
  }
});

Deno.test("foldConstant() refuses a value that is not finite", () => {
  for (const text of ["1 / 0", "0 / (r - 5)", "10 ^ 400", "1e999"]) {
    assert.throws(() => fold(text), ExpressionError, text);
  }
});

Deno.test("evaluateConstant() points at the first name that is no constant", () => {
  assert.throws(
    () => evaluateConstant(parseExpression("r * (kep + x)"), lookup, () => [...VALUES.keys()]),
    (error) => {
      assert.ok(error instanceof ExpressionError);
      assert.equal(error.message, 'Unknown constant "kep"');
      assert.deepEqual(error.span, { offset: 5, length: 3 });
      assert.equal(error.hint, 'did you mean "keep"?');
      return true;
    },
  );
});
