import assert from "node:assert/strict";
import { createPool, release, reused } from "../../pipeline/release.ts";

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

Deno.test("createPool() gives memory that was released again, where it fits, and empties what lay in it", () => {
  const pool = createPool(100);
  const [first, second] = [pool.take(20), pool.take(10)];
  first[0] = 7;
  pool.release(first.subarray(2), new Float32Array(second.buffer, 0, 2), second);
  assert.deepEqual([first.length, second.length], [0, 0]);
  const again = pool.take(9);
  assert.deepEqual([again.length, again.buffer.byteLength], [9, 10], "the shortest that is long enough");
  const all = pool.take(9);
  assert.deepEqual([all.length, all.buffer.byteLength, all[0]], [9, 20, 7]);
  assert.equal(pool.take(9).buffer.byteLength, 9, "none is left");
  pool.release(all);
  assert.equal(pool.take(4).buffer.byteLength, 4, "much too long for so few");
  assert.equal(pool.take(5).buffer.byteLength, 20);
});

Deno.test("createPool() keeps the longest pieces up to its limit", () => {
  const pool = createPool(100);
  pool.release(...[40, 30, 50, 101].map((length) => pool.take(length)));
  assert.deepEqual([30, 30, 30].map((length) => pool.take(length).buffer.byteLength), [40, 50, 30]);
});
