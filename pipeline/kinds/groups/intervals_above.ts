/** Intervals of samples that reach a threshold. */

/** Intervals in time order; interval k has the samples `starts[k]` to `ends[k]`, both included. */
export interface Intervals {
  /** First samples. */
  readonly starts: readonly number[];
  /** Last samples. */
  readonly ends: readonly number[];
}

/**
 * The maximal intervals of samples with value >= threshold, intervals of one sample included, for every threshold. The map is
 * read once: from a sample to the next, only the thresholds between the two begin or end an interval.
 */
export function intervalsAbove(map: Float64Array, thresholds: Iterable<number>): Map<number, Intervals> {
  const levels = Float64Array.from(new Set(thresholds)).sort();
  const found = Array.from(levels, () => ({ starts: [] as number[], ends: [] as number[] }));
  /** How many levels the last sample reached, and the bounds within which the next one reaches as many. */
  let reached = 0;
  let floor = -Infinity;
  let ceiling = levels[0] ?? Infinity;
  for (let i = 0; i < map.length; i++) {
    const value = map[i]!;
    if (value >= floor && value < ceiling) continue;
    while (reached < levels.length && value >= levels[reached]!) found[reached++]!.starts.push(i);
    while (reached > 0 && !(value >= levels[reached - 1]!)) found[--reached]!.ends.push(i - 1);
    floor = reached > 0 ? levels[reached - 1]! : -Infinity;
    ceiling = reached < levels.length ? levels[reached]! : Infinity;
  }
  while (reached > 0) found[--reached]!.ends.push(map.length - 1);
  return new Map(found.map((intervals, i) => [levels[i]!, intervals]));
}
