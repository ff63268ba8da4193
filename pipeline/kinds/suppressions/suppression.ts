/** What a suppression does, and how overlaps are measured. */
import type { z } from "zod";
import type { LENGTH } from "../../../specs/kinds/suppressions/length.ts";
import type { ScoredSegment, SegmentColumns } from "../../inference/segments.ts";

/**
 * Takes the segments of one class of a video and gives those that stay, in the order in which they were taken, with the
 * scores that they have then. Times are in seconds, that of a snippet too. The columns that it takes stay as they are.
 */
export type Suppress = (segments: SegmentColumns, secondsPerSnippet: number) => SegmentColumns;

/** What option `length` adds to every length and intersection, in seconds. */
export function extraLength(length: z.output<typeof LENGTH>, secondsPerSnippet: number): number {
  return { exact: 0, plus_one: 1, plus_snippet: secondsPerSnippet }[length];
}

/** Intersection over union of a segment and another, 0 where they share nothing; `extra` is added to every length. */
export function overlapOf(
  one: Pick<ScoredSegment, "start" | "end">,
  start: number,
  end: number,
  extra: number,
): number {
  const shared = Math.min(one.end, end) - Math.max(one.start, start) + extra;
  if (!(shared > 0)) return 0;
  return shared / ((one.end - one.start + extra) + (end - start + extra) - shared);
}
