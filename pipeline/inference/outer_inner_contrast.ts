/** Outer-inner contrast: how much a segment stands out from its margins (Shou et al., AutoLoc, 2018). */
import type { Run } from "./runs.ts";

/**
 * Sums of the first i samples of a map, in doubles: [N + 1]. Samples below the threshold count as 0. Means taken from
 * differences of these sums are within 1e-9 of direct ones for maps in [0, 1].
 */
export function prefixSums(map: Float64Array, threshold = -Infinity): Float64Array {
  const sums = new Float64Array(map.length + 1);
  for (let i = 0; i < map.length; i++) sums[i + 1] = sums[i]! + (map[i]! < threshold ? 0 : map[i]!);
  return sums;
}

/**
 * Mean inside the run minus the mean of its two margins together; a margin is `margin` times the run's length, its outer
 * end truncated to a whole sample and cut at the ends of the map. Without margins the outer mean is 0.
 *
 * @param sums Prefix sums of the map that scores.
 */
export function outerInnerContrast(sums: Float64Array, { start, end }: Run, margin: number): number {
  const length = end - start + 1;
  const last = sums.length - 2;
  const from = Math.max(0, Math.trunc(start - margin * length));
  const to = Math.min(last, Math.trunc(end + margin * length));
  const between = (a: number, b: number) => sums[b + 1]! - sums[a]!;
  const outside = (start - from) + (to - end);
  const outer = outside === 0 ? 0 : (between(from, start - 1) + between(end + 1, to)) / outside;
  return between(start, end) / length - outer;
}
