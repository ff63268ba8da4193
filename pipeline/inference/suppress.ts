/** Non-maximum suppression of the segments of one class. */

/** A scored segment; times in seconds. */
export interface ScoredSegment {
  /** Its confidence. */
  readonly score: number;
  /** Where it starts. */
  readonly start: number;
  /** Where it ends. */
  readonly end: number;
}

/**
 * Greedy suppression: the best segment is kept and every other whose overlap with it is at least `overlap` dropped, and
 * so on. Of equal scores the later entry comes first. The result is in this order.
 *
 * @param overlap Limit of the intersection over union.
 * @param extra Added to every length and intersection: 1 is the pixel convention, which the released programs apply to
 * seconds; 0 is exact.
 */
export function suppress(segments: readonly ScoredSegment[], overlap: number, extra: 0 | 1): ScoredSegment[] {
  const order = segments.map((_, i) => i)
    .sort((a, b) => segments[b]!.score - segments[a]!.score || b - a);
  const kept: ScoredSegment[] = [];
  for (const i of order) {
    const segment = segments[i]!;
    if (!kept.some((better) => overlapOf(better, segment, extra) >= overlap)) kept.push(segment);
  }
  return kept;
}

/** Intersection over union of two segments, each `extra` longer; 0 / 0 for two of no length. */
function overlapOf(a: ScoredSegment, b: ScoredSegment, extra: number): number {
  const shared = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start) + extra);
  return shared / (a.end - a.start + extra + (b.end - b.start + extra) - shared);
}
