/**
 * Philox4x32-10, a counter-based random generator (Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3",
 * SC 2011): block i of a stream at a step is a pure function of (key, step, i), so nothing depends on the order in
 * which numbers are drawn. The layout of key and counter is that of TensorFlow's stateless operations: the low 64
 * bits of the counter are the block, the high 64 the step.
 */
import type { StreamKey } from "./stream.ts";

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;
const ROUNDS = 10;

/**
 * Fills `out` with unsigned 32-bit numbers of the stream `key` at `step` (a whole number from 0 to 2^53): the first
 * ones, or those from block `first` on, of four numbers each.
 */
export function fillUint32(out: Uint32Array, key: StreamKey, step: number, first = 0): Uint32Array {
  const block = new Uint32Array(4);
  for (let i = first, start = 0; start < out.length; i++, start += 4) {
    philoxBlock(block, i, key, step);
    for (let j = 0; j < 4 && start + j < out.length; j++) out[start + j] = block[j]!;
  }
  return out;
}

/** One block of four numbers into `out`: the ten rounds over the counter (block, step). */
export function philoxBlock(out: Uint32Array, block: number, key: StreamKey, step: number): void {
  let x0 = block >>> 0;
  let x1 = Math.floor(block / 2 ** 32) >>> 0;
  let x2 = step >>> 0;
  let x3 = Math.floor(step / 2 ** 32) >>> 0;
  let k0 = key.low;
  let k1 = key.high;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = mulHigh(M0, x0);
    const low0 = Math.imul(M0, x0);
    const high1 = mulHigh(M1, x2);
    const low1 = Math.imul(M1, x2);
    x0 = high1 ^ x1 ^ k0;
    x1 = low1;
    x2 = high0 ^ x3 ^ k1;
    x3 = low0;
    k0 = (k0 + W0) | 0;
    k1 = (k1 + W1) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}

/** The upper 32 bits of the unsigned 64-bit product, as a signed 32-bit number. */
function mulHigh(a: number, b: number): number {
  const a1 = a >>> 16;
  const a0 = a & 0xffff;
  const b1 = b >>> 16;
  const b0 = b & 0xffff;
  // Every partial sum stays below 2^53, so the doubles are exact.
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  return (a1 * b1 + Math.floor(middle / 65536) + (((middle % 65536) + a0 * b1) / 65536 >>> 0)) | 0;
}
