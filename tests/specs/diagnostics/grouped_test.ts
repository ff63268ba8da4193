import assert from "node:assert/strict";
import fc from "fast-check";
import { grouped } from "../../../specs/diagnostics/grouped.ts";

Deno.test("a whole number is grouped as the language of the messages groups it", () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (number) => {
    assert.equal(grouped(number), number.toLocaleString("en-US"));
  }));
});
