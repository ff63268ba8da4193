import assert from "node:assert/strict";
import { allFinite } from "../../pipeline/not_finite.ts";

Deno.test("allFinite() finds a value that is not finite at any place of any length", () => {
  for (let length = 0; length < 6; length++) {
    const values = Float32Array.from({ length }, (_, i) => (i - 2) * 1e38);
    assert.ok(allFinite(values));
    for (let place = 0; place < length; place++) {
      for (const bad of [NaN, Infinity, -Infinity]) assert.ok(!allFinite(values.with(place, bad)));
    }
  }
});
