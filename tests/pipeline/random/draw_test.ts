import assert from "node:assert/strict";
import fc from "fast-check";
import { eachUniform, permutation, uint16s, uniforms } from "../../../pipeline/random/draw.ts";
import { fillUint32 } from "../../../pipeline/random/philox.ts";
import { streamKey } from "../../../pipeline/random/stream.ts";

const key = streamKey(11, "sampling");

Deno.test("uniforms() lie in [0, 1) with the mean and variance of the uniform distribution", () => {
  const u = uniforms(100_000, key, 0);
  assert.ok(u.every((x) => x >= 0 && x < 1));
  const mean = u.reduce((a, b) => a + b) / u.length;
  const variance = u.reduce((a, b) => a + (b - mean) ** 2, 0) / u.length;
  assert.ok(Math.abs(mean - 1 / 2) < 0.004);
  assert.ok(Math.abs(variance - 1 / 12) < 0.001);
});

Deno.test("uint16s() are the halves of the 32-bit numbers, low half first", () => {
  const [a, b] = fillUint32(new Uint32Array(2), key, 4);
  assert.deepEqual([...uint16s(3, key, 4)], [a! & 0xffff, a! >>> 16, b! & 0xffff]);
});

Deno.test("permutation() holds every number once", () => {
  fc.assert(fc.property(fc.nat(200), fc.nat(1000), (n, step) => {
    assert.deepEqual(
      [...permutation(n, key, step)].sort((a, b) => a - b),
      Array.from({ length: n }, (_, i) => i),
    );
  }));
});

Deno.test("permutation() puts every number everywhere equally often", () => {
  const counts = new Map<string, number>();
  for (let step = 0; step < 6000; step++) {
    const order = permutation(3, key, step).join();
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.equal(counts.size, 6);
  for (const count of counts.values()) assert.ok(Math.abs(count - 1000) < 150, `${count}`);
});

Deno.test("streamKey() is fixed: runs of today repeat tomorrow", () => {
  assert.deepEqual([...permutation(8, streamKey(0, "epoch"), 0)], [4, 3, 1, 5, 7, 2, 0, 6]);
});

Deno.test("uniforms() are the same however many are drawn, beyond what is held at a time", () => {
  const many = uniforms(2 ** 14 + 3, key, 2);
  for (const count of [1, 2 ** 14 - 1, 2 ** 14, 2 ** 14 + 1]) {
    assert.deepEqual(uniforms(count, key, 2), many.slice(0, count));
  }
  assert.equal(new Set(many).size, many.length);
  assert.deepEqual([...uniforms(3, streamKey(3, "a"), 2)], [
    0.9488958774734082,
    0.24261293610998536,
    0.3443546006675495,
  ]);
  assert.deepEqual([...uint16s(3, streamKey(3, "a"), 2)], [55051, 62186, 51331]);
});

Deno.test("eachUniform() gives each place its number once, in order, on both sides of a block", () => {
  for (const count of [0, 1, 7, 4095, 4096, 4097, 10_000]) {
    const taken: [number, number][] = [];
    eachUniform(count, key, 3, (value, i) => taken.push([value, i]));
    assert.deepEqual(taken, Array.from(uniforms(count, key, 3), (value, i) => [value, i]));
    assert.ok(taken.every(([value]) => value >= 0 && value < 1));
  }
});
