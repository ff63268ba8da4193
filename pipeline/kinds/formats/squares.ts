/** Sums of squares, in one pass without branches. */
import { valuesOfHalves } from "./stored_rows.ts";

/**
 * The sum of the squares of values, or of float16 values by their bits, in doubles. The same values in the same order give
 * the same sum, to the bit. Four sums, since each addition waits for the one before.
 */
export function sumOfSquares(values: Float32Array | Uint16Array): number {
  return values instanceof Float32Array ? ofSingles(values) : ofHalves(values, valuesOfHalves());
}

function ofSingles(values: Float32Array): number {
  let a = 0, b = 0, c = 0, d = 0;
  const whole = values.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    const p = values[i]!, q = values[i + 1]!, r = values[i + 2]!, s = values[i + 3]!;
    a += p * p;
    b += q * q;
    c += r * r;
    d += s * s;
  }
  for (let i = whole; i < values.length; i++) a += values[i]! * values[i]!;
  return a + b + c + d;
}

function ofHalves(bits: Uint16Array, table: Float32Array): number {
  let a = 0, b = 0, c = 0, d = 0;
  const whole = bits.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    const p = table[bits[i]!]!, q = table[bits[i + 1]!]!, r = table[bits[i + 2]!]!, s = table[bits[i + 3]!]!;
    a += p * p;
    b += q * q;
    c += r * r;
    d += s * s;
  }
  for (let i = whole; i < bits.length; i++) a += table[bits[i]!]! * table[bits[i]!]!;
  return a + b + c + d;
}
