/** Runs of samples above a threshold. */

/** Samples `start` to `end`, both included. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/**
 * Maximal runs of samples with value >= threshold and > 0, in time order. Runs of one sample are left out; and when
 * the only such sample of the whole map is the first one, there is no run (a rule of the released programs, which falls
 * out of the former).
 */
export function runsAbove(map: Float64Array, threshold: number): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < map.length; i++) {
    if (!(map[i]! >= threshold && map[i]! > 0)) continue;
    const start = i;
    while (i + 1 < map.length && map[i + 1]! >= threshold && map[i + 1]! > 0) i++;
    if (i > start) runs.push({ start, end: i });
  }
  return runs;
}
