/** What a group does. */
import { type Intervals, intervalsAbove } from "./intervals_above.ts";

/** What a group takes of a map at one of its thresholds. */
export interface Level {
  /** Those that become segments. */
  readonly intervals: Intervals;
  /** Those whose samples count, where segments are scored on the thresholded map. */
  readonly counted: Intervals;
  /** What samples were compared with, where that is a number. */
  readonly threshold?: number;
}

/** The levels of a map [N], in the order of the group's thresholds. */
export type Group = (map: Float64Array) => readonly Level[];

/** How samples are compared with thresholds. */
export interface ThresholdRule {
  /** A sample must be above a threshold. */
  readonly strict: boolean;
  /** A sample of a segment must be above this too. */
  readonly floor: number;
}

/** The levels of a map at thresholds. */
export function levelsAt(
  map: Float64Array,
  thresholds: readonly number[],
  { strict, floor }: ThresholdRule,
): Level[] {
  const counted = strict ? thresholds.map(nextAbove) : thresholds;
  const least = counted.map((threshold) => Math.max(threshold, nextAbove(floor)));
  const found = intervalsAbove(map, [...counted, ...least]);
  return counted.map((threshold, i) => ({
    intervals: found.get(least[i]!)!,
    counted: found.get(threshold)!,
    threshold: thresholds[i]!,
  }));
}

const DOUBLE = new Float64Array(1);
const BITS = new BigInt64Array(DOUBLE.buffer);

/** The least double above another: what reaches it is above the other. */
function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  if (value === -Infinity) return value;
  DOUBLE[0] = value;
  BITS[0]! += value > 0 ? 1n : -1n;
  return DOUBLE[0];
}
