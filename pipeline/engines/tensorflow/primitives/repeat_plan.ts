/**
 * What a temporal convolution over repeated rows adds up. A video that repeats much multiplies every distinct row with
 * every tap; one that repeats little takes two outputs at a time, as in `pairedConv`.
 */
import { tapOffsets } from "../../primitives/taps.ts";
import type { DistinctRows, PlanPart, RepeatedConv, RepeatPlanner } from "../../repeats.ts";
import { GIVES, isPaired, READS } from "./pairs.ts";

/** A pair takes four products for two outputs; above this share of distinct snippets that outweighs adding them up. */
const PAIRED_SHARE = 0.8;

/** Terms of sums: row, column and factor of every one, the factor in halves. */
class TermList {
  readonly #numbers: number[] = [];

  add(into: number, from: number, factor: number): void {
    this.#numbers.push(into, from, 2 * factor);
  }

  part(): PlanPart {
    return { shape: [this.#numbers.length / 3, 3], values: Int32Array.from(this.#numbers) };
  }
}

/**
 * `sums` [n, 3]: output row, product and factor (in halves) of every term, the products being those of the single rows, row kernel +
 * k, and then those of the pairs, k pairs + pair. Where there may be pairs, also `reads` [m, 3]: k pairs + pair, row and
 * factor of what every product of a pair reads; and `sizes` [2]: the number of single rows, which come first, and of
 * pairs.
 *
 * @param canPair Whether a convolution takes pairs; only where its taps are -1, 0, 1.
 */
export function repeatPlanner(canPair: (conv: RepeatedConv) => boolean): RepeatPlanner {
  return {
    names(conv) {
      const { kernel, dilation } = conv;
      const key = `${kernel}.${dilation}`;
      return canPair(conv) ? [`sums.${key}.paired`, `reads.${key}`, `sizes.${key}`] : [`sums.${key}`];
    },
    plan(distinct, conv) {
      const { rows, starts, counts, index } = distinct;
      const length = index.length / counts.length;
      const paired = canPair(conv) ? videosInPairs(distinct) : [];
      const singles = paired.reduce((least, b) => Math.min(least, starts[b]!), rows.length);
      const perVideo = Math.ceil(length / 2);
      // The library divides by the number of rows in some operations, so there is a pair that nothing reads.
      const pairs = Math.max(1, paired.length * perVideo);
      const sums = new TermList();
      const offsets = tapOffsets(conv.kernel, conv.dilation);
      for (let b = 0; b < counts.length; b++) {
        const place = paired.indexOf(b);
        for (let t = 0; t < length; t++) {
          const output = b * length + t;
          if (place < 0) {
            offsets.forEach((offset, k) => {
              const inside = t + offset >= 0 && t + offset < length;
              if (inside) sums.add(output, index[output + offset]! * conv.kernel + k, 1);
            });
          } else {
            const pair = singles * conv.kernel + place * perVideo + (t >> 1);
            GIVES.forEach((terms, k) => {
              for (const [of, factor] of terms) if (of === t % 2) sums.add(output, pair + k * pairs, factor);
            });
          }
        }
      }
      if (!canPair(conv)) return [sums.part()];
      const reads = new TermList();
      READS.forEach((terms, k) => {
        paired.forEach((b, place) => {
          for (let i = 0; i < perVideo; i++) {
            for (const [offset, factor] of terms) {
              const t = 2 * i + offset;
              if (t < 0 || t >= length) continue;
              reads.add(k * pairs + place * perVideo + i, index[b * length + t]!, factor);
            }
          }
        });
      });
      return [sums.part(), reads.part(), { shape: [2], values: Int32Array.of(singles, pairs) }];
    },
  };
}

/** The plans of the engine: pairs where they save time. */
export const tensorflowRepeats: RepeatPlanner = repeatPlanner(({ kernel, dilation, depth, width }) =>
  isPaired(tapOffsets(kernel, dilation), depth, width)
);

/** The videos that take two outputs at a time. */
function videosInPairs({ counts, index }: DistinctRows): number[] {
  const length = index.length / counts.length;
  return [...counts.keys()].filter((b) => counts[b]! > PAIRED_SHARE * length);
}
