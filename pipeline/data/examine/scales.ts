/** Videos whose values are of another size than those of most. */

/** A video whose values of a source are of another size. */
export interface OtherScale {
  readonly id: string;
  readonly source: string;
  /** Root of the mean square of its values. */
  readonly size: number;
  /** The median of that over all videos. */
  readonly usual: number;
  /** How many videos have values of the source that are not all 0. */
  readonly of: number;
}

/** How many times larger or smaller a video's values may be than those of the median video. */
const TOLERATED = 10;

/** Those among the videos of a source; values that are all 0 have no size. */
export function otherScales(
  source: string,
  videos: readonly { readonly id: string; readonly size: number }[],
): OtherScale[] {
  const all = videos.filter(({ size }) => size > 0);
  if (all.length === 0) return [];
  const usual = all.map(({ size }) => size).sort((a, b) => a - b)[all.length >> 1]!;
  return all.filter(({ size }) => size > usual * TOLERATED || size * TOLERATED < usual)
    .map(({ id, size }) => ({ id, source, size, usual, of: all.length }));
}
