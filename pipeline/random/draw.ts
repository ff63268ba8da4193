/** What is drawn from a stream: uniform doubles, whole numbers, permutations. */
import { fillUint32 } from "./philox.ts";
import type { StreamKey } from "./stream.ts";

/** Doubles that are drawn at a time: memory for more would be held for no use. */
const CHUNK = 2 ** 14;

/** `count` doubles in [0, 1), each with 53 random bits. */
export function uniforms(count: number, key: StreamKey, step: number): Float64Array {
  const values = new Float64Array(count);
  eachUniform(count, key, step, (value, i) => values[i] = value);
  return values;
}

/** Calls `take` with `count` doubles in [0, 1), one after the other, and their places: `uniforms` without memory for all. */
export function eachUniform(
  count: number,
  key: StreamKey,
  step: number,
  take: (value: number, i: number) => void,
): void {
  const words = new Uint32Array(2 * Math.min(count, CHUNK));
  for (let begin = 0; begin < count; begin += CHUNK) {
    // A block of four words is two doubles.
    fillUint32(words, key, step, begin / 2);
    for (let i = 0; i < CHUNK && begin + i < count; i++) {
      take(((words[2 * i]! >>> 5) * 2 ** 26 + (words[2 * i + 1]! >>> 6)) / 2 ** 53, begin + i);
    }
  }
}

/** `count` unsigned 16-bit numbers: the halves of the 32-bit ones, low half first. */
export function uint16s(count: number, key: StreamKey, step: number): Uint16Array {
  const words = fillUint32(new Uint32Array(Math.ceil(count / 2)), key, step);
  const halves = new Uint16Array(count);
  for (let i = 0; i < count; i++) halves[i] = i % 2 ? words[i >> 1]! >>> 16 : words[i >> 1]!;
  return halves;
}

/** The numbers 0 .. n - 1 in random order. */
export function permutation(n: number, key: StreamKey, step: number): Uint32Array {
  return n === 0 ? new Uint32Array(0) : shuffled(uniforms(n - 1, key, step));
}

/** The numbers 0 .. n - 1 in the order that n - 1 draws in [0, 1) give (Fisher and Yates, from the end). */
export function shuffled(draws: Float64Array): Uint32Array {
  const n = draws.length + 1;
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(draws[n - 1 - i]! * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
