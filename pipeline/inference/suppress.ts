/** Non-maximum suppression of the segments of one class. */

/** A scored segment; times in seconds. */
export interface ScoredSegment {
  readonly score: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Greedy suppression: the best segment is kept and every other whose overlap with it is at least `overlap` dropped, and
 * so on. Of equal scores the later entry comes first.
 *
 * @param extra Added to every length and intersection: 1 is the pixel convention, which the released programs apply to
 * seconds; 0 is exact.
 */
export function suppress(segments: readonly ScoredSegment[], overlap: number, extra: 0 | 1): ScoredSegment[] {
  let left = segments.map((segment, i) => ({ segment, i }))
    .sort((a, b) => b.segment.score - a.segment.score || b.i - a.i)
    .map(({ segment }) => segment);
  const kept: ScoredSegment[] = [];
  while (left.length > 0) {
    const [best, ...others] = left as [ScoredSegment, ...ScoredSegment[]];
    kept.push(best);
    left = others.filter((other) => overlapOf(best, other, extra) < overlap);
  }
  return kept;
}

function overlapOf(a: ScoredSegment, b: ScoredSegment, extra: number): number {
  const shared = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start) + extra);
  return shared / (a.end - a.start + extra + (b.end - b.start + extra) - shared);
}
