import assert from "node:assert/strict";
import { allFinite, allFiniteHalves } from "../../pipeline/not_finite.ts";

Deno.test("allFinite() finds a value that is not finite at any place of any length", () => {
  for (let length = 0; length < 6; length++) {
    const values = Float32Array.from({ length }, (_, i) => (i - 2) * 1e38);
    assert.ok(allFinite(values));
    for (let place = 0; place < length; place++) {
      for (const bad of [NaN, Infinity, -Infinity]) assert.ok(!allFinite(values.with(place, bad)));
    }
  }
});

Deno.test("allFiniteHalves() finds one of any length, wherever the array begins", () => {
  for (let length = 0; length < 10; length++) {
    for (const begin of [0, 1]) {
      const values = Array.from({ length }, (_, i) => (i % 2 ? -1 : 1) * [65504, 0, 2 ** -24, 1][i % 4]!);
      const halves = (own: readonly number[]) =>
        new Uint16Array(Float16Array.from([...Array<number>(begin).fill(NaN), ...own, NaN]).buffer)
          .subarray(begin, begin + length);
      assert.ok(allFiniteHalves(halves(values)));
      for (let place = 0; place < length; place++) {
        for (const bad of [NaN, Infinity, -Infinity]) {
          assert.ok(!allFiniteHalves(halves(values.with(place, bad))));
        }
      }
    }
  }
});
