/** How suppression `nms` runs. */
import { nms as spec } from "../../../specs/kinds/suppressions/nms.ts";
import { ascending, rank } from "../../ranking.ts";
import { pick, type SegmentColumns } from "../../inference/segments.ts";
import { kindRun } from "../kind.ts";
import { extraLength, type Suppress } from "./suppression.ts";

/** Greedy suppression; of equal scores the later entry comes first. */
export const nms = kindRun(spec, ({ overlap, at_overlap, relative_to, length }): Suppress => {
  const limit = { overlap, keepsEqual: at_overlap === "keep", ofOwn: relative_to === "own" };
  return (segments, secondsPerSnippet) =>
    pick(segments, suppress(segments, limit, extraLength(length, secondsPerSnippet)));
});

/** When a segment is dropped. */
export interface Limit {
  /** At this overlap with a better segment, above 0. */
  readonly overlap: number;
  /** Unless the overlap is exactly that. */
  readonly keepsEqual: boolean;
  /** The overlap is a part of the weaker segment, not of the union. */
  readonly ofOwn: boolean;
}

/** Part of a time by which rounding may shift the bounds of a search. */
const ROUNDING = 1e-9;

/**
 * Greedy suppression: the best segment is kept and every other that overlaps it up to the limit dropped, and so on. Of
 * equal scores the later entry comes first. Two segments that overlap that much start near each other, so that a segment
 * is compared with few others.
 *
 * @param extra Seconds added to every length and intersection; 0 is exact.
 * @returns Positions of the segments that are kept, best first.
 */
export function suppress(
  { scores, starts, ends }: SegmentColumns,
  { overlap, keepsEqual, ofOwn }: Limit,
  extra: number,
): number[] {
  const inTime = ascending(starts);
  const count = inTime.length;
  const [start, end, placeOf] = [new Float64Array(count), new Float64Array(count), new Uint32Array(count)];
  for (let place = 0; place < count; place++) {
    const i = inTime[place]!;
    start[place] = starts[i]!;
    end[place] = ends[i]!;
    placeOf[i] = place;
  }
  const dropped = new Uint8Array(count);
  const kept: number[] = [];
  for (const i of rank(scores)) {
    const at = placeOf[i]!;
    if (dropped[at]) continue;
    kept.push(i);
    const length = end[at]! - start[at]! + extra;
    // Of a union, the intersection is at least `overlap` times the longer of two lengths; of the weaker segment, at least
    // that of its own. It is at most what the earlier one has left.
    const slack = ROUNDING * (Math.abs(start[at]!) + Math.abs(end[at]!) + 1);
    const last = start[at]! + length * (ofOwn ? 1 : 1 - overlap) + slack;
    const first = start[at]! - length * (1 / overlap - 1) - slack;
    for (let other = at + 1; other < count && start[other]! <= last; other++) drop(at, other);
    for (let other = at - 1; other >= 0 && start[other]! >= first; other--) drop(at, other);
  }
  return kept;

  function drop(at: number, other: number): void {
    if (dropped[other]) return;
    const shared = Math.max(0, Math.min(end[at]!, end[other]!) - Math.max(start[at]!, start[other]!) + extra);
    const own = end[other]! - start[other]! + extra;
    const whole = ofOwn ? own : (end[at]! - start[at]! + extra) + own - shared;
    const part = shared / whole;
    if (keepsEqual ? part > overlap : part >= overlap) dropped[other] = 1;
  }
}
