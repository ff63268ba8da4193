/** Intervals on a line. */

/** From start to end. */
export type Interval = readonly [start: number, end: number];

/** The lane of each interval so that none covers another: the first that is free, in the order given. */
export function packLanes(intervals: readonly Interval[]): number[] {
  const lanes: Interval[][] = [];
  return intervals.map((interval) => {
    const free = lanes.findIndex((lane) => lane.every((other) => !overlap(interval, other)));
    const lane = free < 0 ? lanes.push([]) - 1 : free;
    lanes[lane]!.push(interval);
    return lane;
  });
}

/** What the intervals cover together, in order. Intervals that are empty, reversed or not finite cover nothing. */
export function mergedIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: [number, number][] = [];
  for (const [start, end] of intervals.filter(([start, end]) => start < end).toSorted(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

function overlap(a: Interval, b: Interval): boolean {
  return a[0] < b[1] && b[0] < a[1];
}
