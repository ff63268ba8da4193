/** What is compared under a protocol: how much, by which rules, and what is odd about it. */
import type { Protocol } from "../../specs/kinds/protocols/protocol.ts";
import type { KindRun } from "../kinds/kind.ts";
import type { ProtocolRules } from "../kinds/protocols/protocol.ts";
import type { Detection } from "../annotations/detection.ts";
import type { GroundTruth } from "../annotations/ground_truth.ts";
import { count, examples } from "../annotations/layout.ts";
import { sha256Hex } from "../sha256.ts";
import { AMBIGUOUS } from "./prepare.ts";
import { type Scoring, scoringOf } from "./scoring.ts";

/** How much was compared with how much. */
export interface EvaluationCounts {
  /** Videos of the subset. */
  readonly videos: number;
  /** Instances of the subset. */
  readonly instances: number;
  /** Detections, wherever they are. */
  readonly predictions: number;
  /** Videos with predictions, inside and outside of the subset. */
  readonly predictedVideos: number;
  /** Predictions in videos outside of the subset. */
  readonly outside: number;
  /** Predictions that the protocol left out before matching. */
  readonly leftOut: number;
  /** Ambiguous intervals in videos of the subset, where the protocol needs them. */
  readonly ambiguous: number;
  /** Per class of the subset. */
  readonly classes: Readonly<Record<string, { readonly instances: number; readonly predictions: number }>>;
}

/** What results are of. */
export interface EvaluationBasis {
  /** The rules. */
  readonly protocol: Protocol;
  /** 12 hexadecimal digits that change with the rules. */
  readonly protocolHash: string;
  /** The subset of the annotation file. */
  readonly subset: string;
  /** 12 hexadecimal digits that change with the videos or instances of the subset. */
  readonly groundTruthHash: string;
  /** How much was compared. */
  readonly counts: EvaluationCounts;
  /** What a person should know about the result, one sentence each. */
  readonly warnings: readonly string[];
}

/** What is to be matched, beside what results of it are of. */
export interface Matchable extends EvaluationBasis, Scoring {}

/**
 * Brings ground truth and predictions together under a protocol. Arguments as `evaluate`.
 *
 * @throws {UserError} When there are predictions that the protocol does not allow.
 */
export function compare(
  groundTruth: GroundTruth,
  detections: readonly Detection[],
  protocol: Protocol,
  protocols: ReadonlyMap<string, KindRun<ProtocolRules>>,
): Matchable {
  const { kind, ...axes } = protocol;
  const { rules, truth, prepared } = scoringOf(groundTruth, detections, protocol, protocols);
  const counts = {
    ...countAll(truth, detections),
    leftOut: detections.length - prepared.detections.length,
    ambiguous: rules.ambiguity ? ambiguousIn(truth) : 0,
  };
  return {
    rules,
    truth,
    prepared,
    protocol,
    // A recipe and a preset state the kind at different ends.
    protocolHash: hashOf({ kind, ...axes }),
    subset: truth.subset,
    groundTruthHash: hashOf(canonical(truth, rules)),
    counts,
    warnings: [
      ...warningsOf(truth, detections, counts),
      ...protocolWarnings(protocol, rules, counts, truth),
    ],
  };
}

function ambiguousIn({ videos, ambiguous = new Map() }: GroundTruth): number {
  return Array.from(videos.keys()).reduce((sum, video) => sum + (ambiguous.get(video)?.length ?? 0), 0);
}

/** What of a protocol the files do not fit. */
function protocolWarnings(
  { kind, videos }: Protocol,
  { ambiguity }: ProtocolRules,
  counts: EvaluationCounts,
  { subset, ambiguous }: GroundTruth,
): string[] {
  return [
    ...videos !== undefined && videos !== counts.videos
      ? [
        `Results of protocol ${kind} are over ${
          count(videos, "video")
        }: subset "${subset}" has ${counts.videos}`,
      ]
      : [],
    ...ambiguity && counts.ambiguous === 0
      ? [
        `Protocol ${kind} leaves out predictions in ambiguous intervals, and ` +
        (ambiguous && ambiguous.size > 0
          ? `none of those given is in a video of subset "${subset}": they are in ${
            examples(Array.from(ambiguous.keys(), (video) => `"${video}"`))
          }`
          : "no ambiguous intervals are given: neither by evaluation.ambiguous or --ambiguous, " +
            `nor as annotations labelled "${AMBIGUOUS}"`),
      ]
      : [],
  ];
}

function countAll(
  { videos, classes }: GroundTruth,
  detections: readonly Detection[],
): Omit<EvaluationCounts, "leftOut" | "ambiguous"> {
  const perClass = new Map(classes.map((label) => [label, { instances: 0, predictions: 0 }]));
  for (const list of videos.values()) for (const { label } of list) perClass.get(label)!.instances++;
  for (const { label } of detections) {
    const ofClass = perClass.get(label);
    if (ofClass) ofClass.predictions++;
  }
  return {
    videos: videos.size,
    instances: Array.from(videos.values()).reduce((sum, list) => sum + list.length, 0),
    predictions: detections.length,
    predictedVideos: new Set(detections.map(({ video }) => video)).size,
    outside: detections.filter(({ video }) => !videos.has(video)).length,
    classes: Object.fromEntries(perClass),
  };
}

function warningsOf(
  { classes, subset }: GroundTruth,
  detections: readonly Detection[],
  { outside, predictions }: EvaluationCounts,
): string[] {
  const known = new Set(classes);
  const foreign = detections.filter(({ label }) => !known.has(label));
  const labels = [...new Set(foreign.map(({ label }) => label))];
  return [
    ...foreign.length > 0
      ? [
        `${
          count(foreign.length, "prediction")
        } of classes without an instance in subset "${subset}" not scored: ${labels.join(", ")}`,
      ]
      : [],
    ...predictions > 0 && outside === predictions
      ? [`No prediction is in a video of subset "${subset}": are the video names the same?`]
      : [],
  ];
}

/** The content of the ground truth, without anything that cannot change a result. */
function canonical({ videos, ambiguous }: GroundTruth, { ambiguity }: ProtocolRules): unknown {
  const instances = listed(videos, ({ label, start, end }) => [label, start, end]);
  if (!ambiguity || !ambiguous) return instances;
  return { instances, ambiguous: listed(ambiguous, ({ start, end }) => [start, end]) };
}

function listed<T>(lists: ReadonlyMap<string, readonly T[]>, content: (item: T) => unknown): unknown {
  return Array.from(lists, ([video, list]) => [video, list.map(content)] as const)
    .sort(([a], [b]) => a < b ? -1 : 1);
}

/** The first 12 hexadecimal digits of the SHA-256 of a value's JSON text. */
function hashOf(value: unknown): string {
  return sha256Hex([JSON.stringify(value)]).slice(0, 12);
}
