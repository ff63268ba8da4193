import assert from "node:assert/strict";
import { createCache } from "../../../../pipeline/data/disk/cache.ts";

const cacheOf = (limit: number) => createCache<{ readonly bytes: number }>(limit, ({ bytes }) => bytes);
const item = (bytes: number) => ({ bytes });

Deno.test("createCache() keeps values until it is full, to the byte, and smaller ones after a refusal", () => {
  const cache = cacheOf(10);
  const [a, b, c] = [item(6), item(5), item(4)];
  assert.deepEqual([cache.set("a", a), cache.set("b", b), cache.set("c", c)], [true, false, true]);
  assert.deepEqual([cache.get("a"), cache.get("b"), cache.get("c")], [a, undefined, c]);
  assert.equal(cache.set("d", item(1)), false);
  assert.equal(cache.set("e", item(0)), true);
  assert.equal(cacheOf(10).set("a", item(10)), true);
  assert.equal(cacheOf(10).set("a", item(11)), false);
});

Deno.test("createCache() keeps the first value of a key, and counts it once", () => {
  const cache = cacheOf(10);
  const first = item(6);
  assert.deepEqual([cache.set("a", first), cache.set("a", first), cache.set("a", item(6))], [
    true,
    true,
    false,
  ]);
  assert.equal(cache.get("a"), first);
  assert.equal(cache.set("b", item(4)), true);
});
