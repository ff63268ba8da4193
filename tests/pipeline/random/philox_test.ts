import assert from "node:assert/strict";
import fc from "fast-check";
import { fillUint32, philoxBlock } from "../../../pipeline/random/philox.ts";
import { streamKey } from "../../../pipeline/random/stream.ts";

/** The published definition in big integers. */
function reference(block: bigint, step: bigint, low: bigint, high: bigint): number[] {
  const word = (1n << 32n) - 1n;
  let [x0, x1, x2, x3] = [block & word, block >> 32n, step & word, step >> 32n];
  for (let round = 0n; round < 10n; round++) {
    const k0 = (low + round * 0x9e3779b9n) & word;
    const k1 = (high + round * 0xbb67ae85n) & word;
    const [p0, p1] = [0xd2511f53n * x0, 0xcd9e8d57n * x2];
    [x0, x1, x2, x3] = [(p1 >> 32n) ^ x1 ^ k0, p1 & word, (p0 >> 32n) ^ x3 ^ k1, p0 & word];
  }
  return [x0, x1, x2, x3].map(Number);
}

Deno.test("philoxBlock() gives the published answers for known counters and keys", () => {
  const out = new Uint32Array(4);
  philoxBlock(out, 0, { low: 0, high: 0 }, 0);
  assert.deepEqual([...out], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
});

Deno.test("philoxBlock() equals the definition in big integers", () => {
  const word = fc.integer({ min: 0, max: 0xffffffff });
  const whole = fc.maxSafeNat();
  fc.assert(fc.property(whole, whole, word, word, (block, step, low, high) => {
    const out = new Uint32Array(4);
    philoxBlock(out, block, { low, high }, step);
    assert.deepEqual([...out], reference(BigInt(block), BigInt(step), BigInt(low), BigInt(high)));
  }));
});

Deno.test("fillUint32() gives a longer stream the same beginning", () => {
  const key = streamKey(3, "dropout");
  const long = fillUint32(new Uint32Array(1001), key, 5);
  for (const n of [0, 1, 3, 4, 7, 1000]) {
    assert.deepEqual(fillUint32(new Uint32Array(n), key, 5), long.slice(0, n));
  }
});

Deno.test("fillUint32() gives other numbers at another step, seed or name", () => {
  const first = (seed: number, name: string, step: number) =>
    fillUint32(new Uint32Array(1), streamKey(seed, name), step)[0];
  const all = [
    first(0, "a", 0),
    first(0, "a", 1),
    first(1, "a", 0),
    first(0, "b", 0),
    first(2 ** 31 - 1, "a", 0),
  ];
  assert.equal(new Set(all).size, all.length);
});
