import assert from "node:assert/strict";
import { join } from "node:path";
import { benchDataCheck } from "../../bench/data_check.ts";
import { ROOT } from "../shared.ts";

Deno.test("benchDataCheck() measures the check of features in float32 and float16, and leaves nothing behind", async () => {
  const result = await benchDataCheck(1, 3);
  assert.equal(result.videos, 3);
  assert.equal(result.gb, Number(((3 * 128 + 4 * 1024 * (60 + 133 + 126)) / 1e9).toPrecision(4)));
  for (const measured of [result.check_ms, result.twice_ms, result.ratio, result.float16_ratio]) {
    assert.ok(measured > 0);
  }
  assert.equal(result.notes.length, 2);
  const left = [...Deno.readDirSync(join(ROOT, "bench"))].filter(({ name }) => name.startsWith("data-"));
  assert.deepEqual(left, []);
});
