import assert from "node:assert/strict";
import { thinnedWarnings } from "../../../pipeline/data/sampling_warnings.ts";
import { createKind } from "../../../pipeline/kinds/kind.ts";
import { KINDS } from "../../../pipeline/kinds/mod.ts";

function told(lengths: readonly number[], kind: string): string[] {
  const sample = createKind(KINDS.test_samplers, { kind });
  const videos = lengths.map((length, i) => ({ id: `v${i}`, length }));
  return thinnedWarnings(videos, { length: 20, sample }, "look at all");
}

Deno.test("thinnedWarnings() counts videos of which fewer than half of the snippets are taken", () => {
  assert.deepEqual(told([1, 20, 40], "uniform"), []);
  assert.deepEqual(told([1, 20, 41, 12_000], "uniform"), [
    'Fewer than half of the snippets are looked at in 2 of 4 videos (T = 20): "v2" 20 of 41; "v3" 20 of 12,000; ' +
    "actions between them are not seen; look at all",
  ]);
  assert.deepEqual(told([1, 12_000], "all"), []);
  assert.equal(told([1, 3, 41], "stretch").length, 1, "snippets that are repeated count once");
});
