import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { sha256Hex } from "../../pipeline/sha256.ts";

Deno.test("sha256Hex() is SHA-256 of UTF-8, also of half a surrogate pair and of nothing", () => {
  for (const texts of [[], [""], ["a", "bc"], ["é😀", "\ud83d", "\ude00"], ["x".repeat(3e6), "y"]]) {
    const hash = createHash("sha256");
    for (const text of texts) hash.update(text);
    assert.equal(sha256Hex(texts), hash.digest("hex"));
  }
});
