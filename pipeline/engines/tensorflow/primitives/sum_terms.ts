/** Terms of sums of rows, as they are uploaded. */
import type { RowSums } from "../../portable/primitives/taps.ts";
import type { PlanPart } from "../../sampled.ts";

/** The bits of the factor 1. */
export const ONE = 0x3f800000;

/** A list of terms. Rows of the sums must ascend. */
export interface SumTerms {
  add(into: number, from: number, factor: number): void;
  /** [n, 3]: a row of the sums, the row that is added to it, and its factor as the bits of a float32. */
  part(): PlanPart;
}

/** A list of at most so many terms. */
export function sumTerms(capacity: number): SumTerms {
  const words = new Int32Array(3 * capacity);
  const factors = new Float32Array(words.buffer);
  let used = 0;
  return {
    add(into, from, factor) {
      words[used++] = into;
      words[used++] = from;
      factors[used++] = factor;
    },
    part() {
      if (used > words.length) throw new RangeError(`${used / 3} terms, more than ${capacity}`);
      return { shape: [used / 3, 3], values: words.subarray(0, used) };
    },
  };
}

/** The terms of sums without factors. */
export function termsOf({ from, into }: RowSums): SumTerms {
  const terms = sumTerms(from.length);
  from.forEach((row, i) => terms.add(into[i]!, row, 1));
  return terms;
}
