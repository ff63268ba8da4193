import assert from "node:assert/strict";
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import { FAMILY_NAMES, VOCABULARY } from "../../../specs/kinds/mod.ts";

for (const family of FAMILY_NAMES) {
  Deno.test(`specs/kinds/${family} and pipeline/kinds/${family} list the same kinds`, () => {
    assert.deepEqual([...KINDS[family].keys()].sort(), [...VOCABULARY[family].keys()].sort());
  });
}
