import assert from "node:assert/strict";
import fc from "fast-check";
import { minMax } from "../../../pipeline/inference/normalize.ts";

function scaled(...values: number[]): number[] {
  return [...minMax(Float32Array.from(values)).values];
}

Deno.test("minMax() scales between smallest and largest", () => {
  assert.deepEqual(scaled(2, 4, 3, 6), [0, 0.5, 0.25, 1]);
});

Deno.test("minMax() bounds the smallest at 0 from below, and clamps", () => {
  assert.deepEqual(scaled(-1, 0, 1, 2), [0, 0, 0.5, 1]);
  assert.deepEqual(minMax(Float32Array.of(-3, -1)), { values: Float32Array.of(0, 0), flat: true });
});

Deno.test("minMax() computes in float32", () => {
  const [a, b, x] = [0.1, 0.8, 0.3].map(Math.fround) as [number, number, number];
  const expected = Math.fround(Math.fround(x - a) / Math.fround(b - a));
  assert.equal(scaled(a, x, b)[1], expected);
  assert.notEqual(expected, Math.fround((x - a) / (b - a)));
});

Deno.test("minMax() turns a flat map into zeros and says so", () => {
  for (const value of [0, 0.5, -2]) {
    assert.deepEqual(minMax(Float32Array.of(value, value)), { values: Float32Array.of(0, 0), flat: true });
  }
  assert.equal(minMax(Float32Array.of(0, 1)).flat, false);
});

Deno.test("minMax() stays in [0, 1], keeps the order and reaches 1", () => {
  const map = fc.float32Array({ min: -4, max: 4, noNaN: true, minLength: 1, maxLength: 40 });
  fc.assert(fc.property(map, (given) => {
    const { values, flat } = minMax(given);
    for (let i = 0; i < given.length; i++) {
      assert(values[i]! >= 0 && values[i]! <= 1);
      for (let j = 0; j < i; j++) if (given[i]! <= given[j]!) assert(values[i]! <= values[j]!);
    }
    assert.equal(Math.max(...values), flat ? 0 : 1);
  }));
});
