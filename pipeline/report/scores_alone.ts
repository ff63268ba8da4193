/** How well each video is localized. */
import type { Protocol } from "../../specs/kinds/protocols/protocol.ts";
import type { Detection } from "../annotations/detection.ts";
import type { GroundTruth } from "../annotations/ground_truth.ts";
import { mapOfScoring, scoringOf } from "../evaluation/scoring.ts";
import type { KindRun } from "../kinds/kind.ts";
import type { ProtocolRules } from "../kinds/protocols/protocol.ts";

/**
 * The headline of each video as if it were the only one, in percent, by its id: over its own classes, so that segments of
 * other classes do not count. A video without a scored instance has none.
 */
export function scoresAlone(
  groundTruth: GroundTruth | undefined,
  detections: readonly Detection[],
  protocol: Protocol,
  protocols: ReadonlyMap<string, KindRun<ProtocolRules>>,
): ReadonlyMap<string, number> {
  const byVideo = Map.groupBy(detections, ({ video }) => video);
  const annotated = [...groundTruth?.videos ?? []].filter(([, list]) => list.length > 0);
  return new Map(annotated.map(([video, list]) => {
    const classes = groundTruth!.classes.filter((label) => list.some((each) => each.label === label));
    const alone = { ...groundTruth!, classes, videos: new Map([[video, list]]) };
    const scoring = scoringOf(alone, byVideo.get(video) ?? [], protocol, protocols);
    const { averages } = mapOfScoring(scoring, protocol);
    return [video, averages[protocol.headline]! * 100];
  }));
}

/** Those with the lowest scores first; those without one last, in the order in which they come. */
export function hardestFirst<T extends { readonly score?: number | undefined }>(videos: readonly T[]): T[] {
  const place = ({ score }: T) => score === undefined || Number.isNaN(score) ? Infinity : score;
  return videos.toSorted((a, b) => place(a) === place(b) ? 0 : place(a) - place(b));
}
