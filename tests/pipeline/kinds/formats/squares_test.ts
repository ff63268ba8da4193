import assert from "node:assert/strict";
import { sumOfSquares } from "../../../../pipeline/kinds/formats/squares.ts";

Deno.test("sumOfSquares() sums float32 and float16 in doubles, of any number of values", () => {
  for (const length of [0, 1, 3, 4, 5, 11]) {
    const values = Float32Array.from({ length }, (_, i) => (i - 4) / 8);
    const wanted = values.reduce((sum, value) => sum + value * value, 0);
    assert.equal(sumOfSquares(values), wanted);
    assert.equal(sumOfSquares(new Uint16Array(Float16Array.from(values).buffer)), wanted);
  }
  assert.equal(sumOfSquares(Float32Array.of(2 ** 127, 0, 1)), 2 ** 254);
});
