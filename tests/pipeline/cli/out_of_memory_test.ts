import assert from "node:assert/strict";
import { outOfMemory } from "../../../pipeline/cli/out_of_memory.ts";

Deno.test("outOfMemory() recognizes what JavaScript and engines say, and nothing else", () => {
  for (
    const message of [
      "Array buffer allocation failed",
      "Invalid typed array length: 9000000000",
      "OOM when allocating tensor with shape[100000,48]\nand more",
      "std::bad_alloc",
    ]
  ) {
    const { message: told, hint } = outOfMemory(new RangeError(message))!;
    assert.equal(told, `There is not enough memory (${message.split("\n")[0]})`);
    assert.match(hint!, /^make the layers of the model smaller, /);
  }
  assert.equal(outOfMemory(new RangeError("Maximum call stack size exceeded")), undefined);
  assert.equal(outOfMemory("out of memory"), undefined);
});
