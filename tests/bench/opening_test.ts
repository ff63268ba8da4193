import assert from "node:assert/strict";
import { join } from "node:path";
import { benchOpening } from "../../bench/opening.ts";
import { ROOT } from "../shared.ts";

Deno.test("benchOpening() measures opening a data set, and leaves nothing behind", async () => {
  const result = await benchOpening(1, { train: 200, test: 2 });
  assert.equal(result.videos, 202);
  assert.ok(result.first_ms > 0 && result.opening_ms > 0);
  const left = [...Deno.readDirSync(join(ROOT, "bench"))].filter(({ name }) => name.startsWith("opening-"));
  assert.deepEqual(left, []);
});
