/** What a suppression does. */
import type { SegmentColumns } from "../../inference/segments.ts";

/**
 * Takes the segments of one class of a video and gives those that stay, best first, with the scores that they have then.
 * Times are in seconds. The columns that it takes stay as they are.
 */
export type Suppress = (segments: SegmentColumns) => SegmentColumns;
