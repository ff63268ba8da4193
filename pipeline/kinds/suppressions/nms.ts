/** How suppression `nms` runs. */
import { nms as spec } from "../../../specs/kinds/suppressions/nms.ts";
import { ascending, rank } from "../../ranking.ts";
import { pick, type SegmentColumns } from "../../inference/segments.ts";
import { kindRun } from "../kind.ts";
import type { Suppress } from "./suppression.ts";

/** Greedy suppression; `plus_one` is the pixel convention, which the released programs apply to seconds. */
export const nms = kindRun(spec, ({ overlap, length }): Suppress => {
  const extra = length === "plus_one" ? 1 : 0;
  return (segments) => pick(segments, suppress(segments, overlap, extra));
});

/** Part of a time by which rounding may shift the bounds of a search. */
const ROUNDING = 1e-9;

/**
 * Greedy suppression: the best segment is kept and every other whose overlap with it is at least `overlap` dropped, and
 * so on. Of equal scores the later entry comes first. Two segments that overlap that much start near each other, so
 * that a segment is compared with few others.
 *
 * @param overlap Limit of the intersection over union, above 0.
 * @param extra Added to every length and intersection: 1 is the pixel convention, which the released programs apply to
 * seconds; 0 is exact.
 * @returns Positions of the segments that are kept, best first.
 */
export function suppress({ scores, starts, ends }: SegmentColumns, overlap: number, extra: 0 | 1): number[] {
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
    // The intersection is at least `overlap` times the longer of two lengths, and at most what the earlier one has left.
    const slack = ROUNDING * (Math.abs(start[at]!) + Math.abs(end[at]!) + 1);
    const last = start[at]! + length * (1 - overlap) + slack;
    const first = start[at]! - length * (1 / overlap - 1) - slack;
    for (let other = at + 1; other < count && start[other]! <= last; other++) drop(at, other);
    for (let other = at - 1; other >= 0 && start[other]! >= first; other--) drop(at, other);
  }
  return kept;

  function drop(at: number, other: number): void {
    if (dropped[other]) return;
    const shared = Math.max(0, Math.min(end[at]!, end[other]!) - Math.max(start[at]!, start[other]!) + extra);
    const lengths = (end[at]! - start[at]! + extra) + (end[other]! - start[other]! + extra);
    if (shared / (lengths - shared) >= overlap) dropped[other] = 1;
  }
}
