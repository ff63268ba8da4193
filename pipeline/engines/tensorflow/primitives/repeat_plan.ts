/**
 * What a temporal convolution over repeated rows adds up. A video that repeats much multiplies every distinct row with
 * every tap; one that repeats little takes two outputs at a time, as in `pairedConv`.
 */
import { tapOffsets } from "../../primitives/taps.ts";
import type { DistinctRows, PlanPart, RepeatedConv, RepeatPlanner } from "../../repeats.ts";
import { GIVES, isPaired, READS } from "./pairs.ts";

/** How many products of a row and a tap pairs must save before they pay for their filters and sums. */
const LEAST_SAVED = 400;

/** When plans have pairs. */
export interface PairingRule {
  /** Whether a convolution may take pairs; only where its taps are -1, 0, 1. */
  canPair(conv: RepeatedConv): boolean;
  /** How many products of a row and a tap they must save in a batch: the same videos for every convolution. */
  readonly leastSaved: number;
}

/** A term of a sum: row, column, factor. */
type Term = readonly [into: number, from: number, factor: number];

/** Terms [n, 3], the factors in halves. */
function partOf(terms: readonly Term[]): PlanPart {
  const values = Int32Array.from(terms.flatMap(([into, from, factor]) => [into, from, 2 * factor]));
  return { shape: [terms.length, 3], values };
}

/**
 * Plans of one or three parts. `sums` [n, 3]: output row, product and factor (in halves) of every term, the products being
 * those of the single rows, row kernel + k, and then those of the pairs, k pairs + pair. Where there may be pairs, also
 * `reads` [m, 3]: k pairs + pair, row and factor of what every product of a pair reads; and `sizes`: the numbers of
 * single rows, which come first, and of pairs, or nothing where the batch has no pairs.
 */
export function repeatPlanner(rule: PairingRule): RepeatPlanner {
  return {
    parts(conv) {
      const key = `${conv.kernel}.${conv.dilation}`;
      const kind = (name: string, varies: boolean) => ({ name: `${name}.${key}`, varies });
      if (!rule.canPair(conv)) return [kind("sums", true)];
      // Batches with pairs and without are recorded apart: their `sizes` have other shapes.
      return [kind("sums_of_pairs", true), kind("reads", true), kind("sizes", false)];
    },
    plan(distinct, conv) {
      const canPair = rule.canPair(conv);
      const pairs = pairsOf(distinct, canPair ? rule.leastSaved : Infinity);
      const sums = sumsOf(distinct, conv, pairs);
      const sizes = pairs.videos.length > 0 ? [pairs.singles, pairs.count] : [];
      return canPair
        ? [sums, readsOf(distinct, pairs), { shape: [sizes.length], values: Int32Array.from(sizes) }]
        : [sums];
    },
  };
}

/** The plans of the engine: pairs where they save time. */
export const tensorflowRepeats: RepeatPlanner = repeatPlanner({
  canPair: ({ kernel, dilation, depth, width }) => isPaired(tapOffsets(kernel, dilation), depth, width),
  leastSaved: LEAST_SAVED,
});

/** The videos that take two outputs at a time. */
interface Pairs {
  readonly videos: readonly number[];
  /** Of a video. */
  readonly perVideo: number;
  /** Of all these videos. */
  readonly count: number;
  /** Rows of the other videos. */
  readonly singles: number;
}

function pairsOf({ rows, starts, counts, index }: DistinctRows, leastSaved: number): Pairs {
  const perVideo = Math.ceil(index.length / counts.length / 2);
  const saved = (b: number) => 3 * counts[b]! - 4 * perVideo;
  const worthwhile = [...counts.keys()].filter((b) => saved(b) > 0);
  const videos = worthwhile.reduce((sum, b) => sum + saved(b), 0) >= leastSaved ? worthwhile : [];
  return {
    videos,
    perVideo,
    count: videos.length * perVideo,
    singles: videos.reduce((least, b) => Math.min(least, starts[b]!), rows.length),
  };
}

function sumsOf(
  { counts, index }: DistinctRows,
  { kernel, dilation }: RepeatedConv,
  { videos, perVideo, count, singles }: Pairs,
): PlanPart {
  const length = index.length / counts.length;
  const offsets = tapOffsets(kernel, dilation);
  const sums: Term[] = [];
  for (let output = 0; output < index.length; output++) {
    const t = output % length;
    const place = videos.indexOf((output - t) / length);
    if (place < 0) {
      offsets.forEach((offset, k) => {
        const inside = t + offset >= 0 && t + offset < length;
        if (inside) sums.push([output, index[output + offset]! * kernel + k, 1]);
      });
    } else {
      const pair = singles * kernel + place * perVideo + (t >> 1);
      GIVES.forEach((terms, k) => {
        for (const [of, factor] of terms) if (of === t % 2) sums.push([output, pair + k * count, factor]);
      });
    }
  }
  return partOf(sums);
}

function readsOf({ counts, index }: DistinctRows, { videos, perVideo, count }: Pairs): PlanPart {
  const length = index.length / counts.length;
  const reads: Term[] = [];
  READS.forEach((terms, k) => {
    videos.forEach((b, place) => {
      for (let i = 0; i < perVideo; i++) {
        for (const [offset, factor] of terms) {
          const t = 2 * i + offset;
          if (t < 0 || t >= length) continue;
          reads.push([k * count + place * perVideo + i, index[b * length + t]!, factor]);
        }
      }
    });
  });
  return partOf(reads);
}
