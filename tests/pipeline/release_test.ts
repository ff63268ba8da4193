import assert from "node:assert/strict";
import { release, reused } from "../../pipeline/release.ts";

Deno.test("release() empties arrays, also twice", () => {
  const array = new Float32Array(8);
  release(array, array);
  release(array);
  assert.equal(array.length, 0);
});

Deno.test("reused() gives the memory of an array again, for the same and fewer numbers", () => {
  const memory = reused();
  const first = memory.take(6);
  assert.equal(first.length, 6);
  const { buffer } = first;
  memory.give(first);
  const second = memory.take(4);
  assert.deepEqual([second.length, second.buffer], [4, buffer]);
  assert.notEqual(memory.take(4).buffer, buffer);
});

Deno.test("reused() keeps the larger of two arrays, and frees the other", () => {
  for (const sizes of [[3, 5], [5, 3]] as const) {
    const memory = reused();
    const [a, b] = sizes.map(memory.take) as [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];
    const [less, more] = a.length < b.length ? [a, b] : [b, a];
    const kept = more.buffer;
    memory.give(a);
    memory.give(b);
    assert.equal(less.length, 0);
    assert.equal(memory.take(5).buffer, kept);
  }
});

Deno.test("reused() frees what is too small for what is wanted", () => {
  const memory = reused();
  const small = memory.take(2);
  memory.give(small);
  assert.equal(memory.take(3).length, 3);
  assert.equal(small.length, 0);
});
