import assert from "node:assert/strict";
import fc from "fast-check";
import { ascending, rank } from "../../pipeline/ranking.ts";

Deno.test("ascending() puts of equal values the earlier position first, rank() the later", () => {
  assert.deepEqual(ascending([2, 1, 2, -1]), Uint32Array.of(3, 1, 0, 2));
  assert.deepEqual(rank([2, 1, 2, -1]), Uint32Array.of(2, 0, 1, 3));
  assert.deepEqual([ascending([]), rank([7])], [new Uint32Array(0), Uint32Array.of(0)]);
});

Deno.test("ascending() and rank() order any numbers, -0 like 0", () => {
  const number = fc.oneof(fc.constantFrom(-0, 0, 1, Infinity, -Infinity), fc.double({ noNaN: true }));
  fc.assert(fc.property(fc.array(number, { maxLength: 300 }), (values) => {
    const order = [...values.keys()];
    const sign = (a: number, b: number) => a < b ? -1 : a > b ? 1 : 0;
    assert.deepEqual([...ascending(values)], order.toSorted((a, b) => sign(values[a]!, values[b]!) || a - b));
    assert.deepEqual([...rank(values)], order.toSorted((a, b) => sign(values[b]!, values[a]!) || b - a));
  }));
});
