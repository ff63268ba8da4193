import assert from "node:assert/strict";
import { arrayName } from "../../../../pipeline/kinds/formats/keyed.ts";

Deno.test("arrayName() takes the id of a video as it is", () => {
  assert.equal(arrayName(["x$&", "x"], { key: "{video}" }, "npz", "all.npz", "x$&"), "x$&");
});
