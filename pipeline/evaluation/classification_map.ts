/** Video-level classification mAP. */
import { rawPrecision } from "../kinds/protocols/axes/average_precision.ts";
import { rank } from "../ranking.ts";

/** Classification mAP; values are fractions, 0 to 1. */
export interface ClassificationMap {
  /** Mean over the classes that some video has; NaN where no video has any. */
  readonly map: number;
  /** Average precision per class, without interpolation; undefined for a class that no video has. */
  readonly ap: readonly (number | undefined)[];
}

/**
 * Ranks the videos by their score for each class; of equal scores the later video comes first.
 *
 * @param scores video scores [N, C], one row per video.
 * @param labels multi-hot labels [N, C]; positive where the video has the class.
 */
export function classificationMap(
  scores: readonly ArrayLike<number>[],
  labels: readonly ArrayLike<number>[],
): ClassificationMap {
  const classes = labels[0]?.length ?? 0;
  const ap = Array.from({ length: classes }, (_, c) => {
    const hits = Array.from(rank(scores.map((row) => row[c]!)), (video) => labels[video]![c]! > 0);
    const positives = hits.filter(Boolean).length;
    return positives === 0 ? undefined : rawPrecision(hits, positives);
  });
  const known = ap.filter((value) => value !== undefined);
  return { map: known.reduce((sum, value) => sum + value, 0) / known.length, ap };
}
