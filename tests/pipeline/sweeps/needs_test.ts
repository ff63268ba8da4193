import assert from "node:assert/strict";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { requireMemoryFor, sizeText } from "../../../pipeline/sweeps/needs.ts";

Deno.test("requireMemoryFor() refuses more runs than there is memory for, with how many fit", () => {
  assert.throws(() => requireMemoryFor(5, 2e9, 8e9), (error) => {
    assert.ok(error instanceof UserError);
    assert.equal(
      error.message,
      "5 runs at a time take up to 10.0 GB of memory, and this machine has 8.0 GB",
    );
    assert.equal(error.diagnostics[0]!.hint, "write --jobs 4");
    return true;
  });
  requireMemoryFor(4, 2e9, 8e9);
  // One alone is refused by what it needs at least.
  requireMemoryFor(1, 9e9, 8e9);
});

Deno.test("sizeText() has the unit of its size", () => {
  assert.deepEqual([999, 1e3, 2.54e6, 1e9, 3e12].map(sizeText), [
    "999.0 bytes",
    "1.0 kB",
    "2.5 MB",
    "1.0 GB",
    "3.0 TB",
  ]);
});
