/** How suppression `soft_nms` runs. */
import { softNms as spec } from "../../../specs/kinds/suppressions/soft_nms.ts";
import type { SegmentColumns } from "../../inference/segments.ts";
import { kindRun } from "../kind.ts";
import { extraLength, overlapOf, type Suppress } from "./suppression.ts";

/** Gaussian soft suppression; of equal scores the later entry comes first. */
export const softNms = kindRun(
  spec,
  ({ sigma, length }): Suppress => (segments, secondsPerSnippet) =>
    soften(segments, extraLength(length, secondsPerSnippet), (overlap) => Math.exp(-(overlap ** 2) / sigma)),
);

/**
 * Takes the best segment, of equals the later, multiplies the scores of all others that overlap it by a factor, and so
 * on until all are taken.
 *
 * @param extra Seconds added to every length and intersection.
 * @param factorOf The factor at an intersection over union above 0.
 */
export function soften(
  { scores, starts, ends }: SegmentColumns,
  extra: number,
  factorOf: (overlap: number) => number,
): SegmentColumns {
  const left = [scores, starts, ends].map((column) => Float64Array.from(column));
  const [score, start, end] = left as [Float64Array, Float64Array, Float64Array];
  const taken: SegmentColumns = { scores: [], starts: [], ends: [] };
  for (let count = scores.length; count > 0; count--) {
    let best = 0;
    for (let i = 1; i < count; i++) if (score[i]! >= score[best]!) best = i;
    const span = { start: start[best]!, end: end[best]! };
    taken.scores.push(score[best]!);
    taken.starts.push(span.start);
    taken.ends.push(span.end);
    // What is left keeps its order, which decides between equal scores.
    for (const column of left) column.copyWithin(best, best + 1, count);
    for (let i = 0; i < count - 1; i++) {
      const overlap = overlapOf(span, start[i]!, end[i]!, extra);
      if (overlap > 0) score[i]! *= factorOf(overlap);
    }
  }
  return taken;
}
