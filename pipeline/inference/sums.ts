/** Outer-inner contrast: how much a segment stands out from its margins (Shou et al., ECCV 2018). */
import type { Intervals } from "./intervals_above.ts";

/** The sum of the samples before a position, which is 0 to their number. */
export type SumBefore = (position: number) => number;

/**
 * Sums of the first i samples of a map, in doubles: [N + 1]. Means taken from differences of these sums are within
 * 1e-9 of direct ones for maps in [0, 1].
 */
export function prefixSums(map: Float64Array): Float64Array {
  const sums = new Float64Array(map.length + 1);
  let sum = 0;
  for (let i = 0; i < map.length; i++) sums[i + 1] = sum += map[i]!;
  return sums;
}

/**
 * Sums of the samples of the given intervals alone: those of a map whose samples below a threshold count as 0, without a
 * pass over the map for each threshold.
 *
 * @param sums Prefix sums of the map.
 */
export function sumsWithin(sums: Float64Array, { starts, ends }: Intervals): SumBefore {
  const whole = new Float64Array(starts.length + 1);
  for (let k = 0; k < starts.length; k++) whole[k + 1] = whole[k]! + sums[ends[k]! + 1]! - sums[starts[k]!]!;
  return (position) => {
    // The intervals before `low` end before the position.
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ends[middle]! < position) low = middle + 1;
      else high = middle;
    }
    const isInside = low < starts.length && starts[low]! < position;
    return isInside ? whole[low]! + sums[position]! - sums[starts[low]!]! : whole[low]!;
  };
}

/**
 * Mean of the samples `start` to `end` minus the mean of their two margins together; a margin is `margin` times as
 * long, its outer end truncated to a whole sample and cut at the ends of the map. Without margins the outer mean is 0.
 *
 * @param before Sums of the map that scores.
 * @param samples How many samples it has.
 */
export function outerInnerContrast(
  before: SumBefore,
  samples: number,
  start: number,
  end: number,
  margin: number,
): number {
  const length = end - start + 1;
  const from = Math.max(0, Math.trunc(start - margin * length));
  const to = Math.min(samples - 1, Math.trunc(end + margin * length));
  const [upToStart, upToEnd] = [before(start), before(end + 1)];
  const outside = (start - from) + (to - end);
  const outer = outside === 0 ? 0 : ((upToStart - before(from)) + (before(to + 1) - upToEnd)) / outside;
  return (upToEnd - upToStart) / length - outer;
}
