/** Segments and mAP from maps, by the project's own inference and evaluation: the same here and in a page. */
import type { Protocol } from "../../../specs/kinds/protocols/protocol.ts";
import { groupsOf, type InferenceSection, streamsOf } from "../../../specs/recipe/inference.ts";
import type { Detection } from "../../annotations/detection.ts";
import type { GroundTruth } from "../../annotations/ground_truth.ts";
import { mapOfScoring, scoringOf } from "../../evaluation/scoring.ts";
import { detectionsOf } from "../../inference/detections.ts";
import { INFERENCE_KINDS } from "../../inference/kinds.ts";
import { localize } from "../../inference/localize.ts";
import type { SignalValues } from "../../inference/score_maps.ts";
import { secondsPerSample } from "../../inference/upsample.ts";
import { PROTOCOL_RUNS } from "../../kinds/protocols/mod.ts";
import type { MappedVideo, PackedTruth, ScoredMaps } from "./interactive_data.ts";

/** The segments of a video by section `inference`, those of at least a score. */
export function segmentsIn(
  video: Omit<MappedVideo, "signals">,
  signals: ReadonlyMap<string, SignalValues>,
  { inference, classes, minScore = -Infinity }: {
    readonly inference: InferenceSection;
    readonly classes: readonly string[];
    readonly minScore?: number | undefined;
  },
): Detection[] {
  const seconds = secondsPerSample(video, video.rows, inference.upsample);
  const localization = localize({ signals, secondsPerSample: seconds, begin: video.begin }, inference);
  return detectionsOf({ video, localization }, classes).filter(({ score }) => score >= minScore);
}

/** The mAP of segments. */
export function scoreSegments(
  groundTruth: GroundTruth,
  detections: readonly Detection[],
  protocol: Protocol,
): ScoredMaps {
  const { map, averages } = mapOfScoring(
    scoringOf(groundTruth, detections, protocol, PROTOCOL_RUNS),
    protocol,
  );
  return { map, averages, segments: detections.length };
}

/** The kinds that a page does not know: those of extensions. */
export function foreignKinds(inference: InferenceSection, protocol: Protocol): string[] {
  const { groups, scores, suppressions } = INFERENCE_KINDS;
  const rules = groupsOf(inference).map(([, rule]) => rule);
  const suppressed = streamsOf(inference).flatMap(([, { suppress }]) => suppress ?? []);
  const wanted = [
    ...rules.map(({ kind }) => [groups, kind] as const),
    ...[inference.score, ...rules.flatMap(({ score }) => score ?? [])].map(({ kind }) =>
      [scores, kind] as const
    ),
    ...[inference.suppress, ...suppressed].map(({ kind }) => [suppressions, kind] as const),
    [PROTOCOL_RUNS, protocol.kind] as const,
  ];
  return [...new Set(wanted.filter(([known, kind]) => !known.has(kind)).map(([, kind]) => kind))];
}

/** A ground truth for JSON, of some videos alone, with the classes that these have. */
export function packTruth(
  { subset, classes, labels, videos, ambiguous }: GroundTruth,
  ids: readonly string[],
): PackedTruth {
  const some = <T>(lists: ReadonlyMap<string, T> | undefined) =>
    ids.flatMap((id) => lists?.has(id) ? [[id, lists.get(id)!] as const] : []);
  const kept = some(videos);
  const present = new Set(kept.flatMap(([, list]) => list.map(({ label }) => label)));
  return {
    subset,
    classes: classes.filter((label) => present.has(label)),
    labels,
    videos: kept,
    ambiguous: some(ambiguous),
  };
}

/** The ground truth again. */
export function unpackTruth({ videos, ambiguous, ...truth }: PackedTruth): GroundTruth {
  return {
    ...truth,
    videos: new Map(videos),
    ...(ambiguous.length > 0 && { ambiguous: new Map(ambiguous) }),
  };
}
