/** Scored stretches of time: one, and many of them in columns. */

/** A scored segment; times in seconds. */
export interface ScoredSegment {
  /** Its confidence. */
  readonly score: number;
  /** Where it starts. */
  readonly start: number;
  /** Where it ends. */
  readonly end: number;
}

/** Segments by column: a test split has hundreds of thousands of them before suppression. */
export interface SegmentColumns {
  /** Their confidences. */
  readonly scores: number[];
  /** Seconds. */
  readonly starts: number[];
  /** Seconds. */
  readonly ends: number[];
}

/** Some of many segments, in the order of `positions`. */
export function pick({ scores, starts, ends }: SegmentColumns, positions: readonly number[]): SegmentColumns {
  const some = (column: readonly number[]) => positions.map((i) => column[i]!);
  return { scores: some(scores), starts: some(starts), ends: some(ends) };
}

/** A segment of many. */
export function segmentAt({ scores, starts, ends }: SegmentColumns, i: number): ScoredSegment {
  return { score: scores[i]!, start: starts[i]!, end: ends[i]! };
}
