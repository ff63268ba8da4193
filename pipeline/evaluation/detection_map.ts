/** Detection mAP: mean over classes of the average precision of their segments. */
import { interpolatedPrecision } from "../kinds/protocols/axes/average_precision.ts";
import { matchGreedily } from "../kinds/protocols/axes/match/anet_greedy.ts";
import { tiou } from "../kinds/protocols/axes/tiou.ts";
import type { ProtocolRules } from "../kinds/protocols/protocol.ts";
import type { Detection, Instance } from "../annotations/detection.ts";
import { rankedClasses } from "./ranked_classes.ts";

/** Detection mAP at several tIoU thresholds; every value is a fraction, 0 to 1. */
export interface DetectionMap {
  /** The thresholds. */
  readonly tiou: readonly number[];
  /** mAP per threshold. */
  readonly map: readonly number[];
  /** Average precision per class and threshold. */
  readonly ap: Readonly<Record<string, readonly number[]>>;
  /** Named means of `map` over some of the thresholds. */
  readonly averages: Readonly<Record<string, number>>;
}

/** How detections become average precision. */
export interface MatchingRules extends Pick<ProtocolRules, "match" | "overlap" | "averagePrecision"> {
  /** Whether a detection that matches nothing counts neither way; none does by default. */
  readonly isNeutral?: ((detection: Detection) => boolean) | undefined;
}

/** The rules of the ActivityNet toolkit, with its ties pinned: of equal tIoU the later instance is matched first. */
const ACTIVITYNET: MatchingRules = {
  match: matchGreedily,
  overlap: tiou,
  averagePrecision: interpolatedPrecision,
};

/**
 * Detection mAP. Of equal scores the later detection is ranked first. Detections in videos without ground truth are
 * false positives; a class without detections has average precision 0.
 *
 * @param videos the instances of every video.
 * @param detections in the order of their file; labels outside `classes` are left alone.
 * @param classes the labels that are averaged over.
 * @param thresholds tIoU thresholds, above 0.
 * @param averages the thresholds that each named average is taken over.
 * @param comparison the rules; by default those of the ActivityNet toolkit.
 * @throws {RangeError} when an average names a threshold that is not in `thresholds`.
 */
export function detectionMap(
  videos: ReadonlyMap<string, readonly Instance[]>,
  detections: readonly Detection[],
  classes: readonly string[],
  thresholds: readonly number[],
  averages: Readonly<Record<string, readonly number[]>>,
  { match, overlap, averagePrecision, isNeutral }: MatchingRules = ACTIVITYNET,
): DetectionMap {
  const ap = rankedClasses(videos, detections, classes, thresholds, { match, overlap }).map(
    ({ positives, predictions, matches }) => {
      const counted = isNeutral ? without(matches, predictions.map(isNeutral)) : matches;
      return counted.map((row) => averagePrecision(row, positives));
    },
  );
  const map = thresholds.map((_, t) => mean(ap.map((row) => row[t]!)));
  const at = (threshold: number) => {
    if (!thresholds.includes(threshold)) throw new RangeError(`No mAP at tIoU ${threshold} to average`);
    return map[thresholds.indexOf(threshold)]!;
  };
  return {
    tiou: [...thresholds],
    map,
    ap: Object.fromEntries(classes.map((label, c) => [label, ap[c]!])),
    averages: Object.fromEntries(Object.entries(averages).map(([name, over]) => [name, mean(over.map(at))])),
  };
}

/** Matches without the predictions that take nothing and are neutral. */
function without(matches: readonly Uint32Array[], neutral: readonly boolean[]): Uint32Array[] {
  return matches.map((row) => row.filter((taken, i) => taken > 0 || !neutral[i]));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
