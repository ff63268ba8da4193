/** What a protocol compares: instances and predictions in its unit, those that do not count left out. */
import type { ProtocolRules } from "../kinds/protocols/protocol.ts";
import { rank } from "../ranking.ts";
import type { Detection, Instance, Span } from "../annotations/detection.ts";
import type { GroundTruth } from "../annotations/ground_truth.ts";

/** The label of annotations that are no instances where a protocol leaves ambiguous intervals out. */
export const AMBIGUOUS = "Ambiguous";

/** What is compared. */
export interface Prepared {
  /** The instances of every video. */
  readonly videos: ReadonlyMap<string, readonly Instance[]>;
  /** The predictions that are matched, in the order of their file. */
  readonly detections: readonly Detection[];
  /** Whether one that matches nothing counts neither way. */
  readonly isNeutral?: ((detection: Detection) => boolean) | undefined;
}

/** The ground truth with its annotations labelled `Ambiguous` as ambiguous intervals, where a protocol needs these. */
export function withAmbiguous(groundTruth: GroundTruth, { ambiguity }: ProtocolRules): GroundTruth {
  if (!ambiguity || !groundTruth.labels.includes(AMBIGUOUS)) return groundTruth;
  const ambiguous = new Map(groundTruth.ambiguous);
  for (const [video, list] of groundTruth.ignored ?? []) {
    const found = list.filter(({ label }) => label === AMBIGUOUS);
    if (found.length > 0) ambiguous.set(video, [...ambiguous.get(video) ?? [], ...found]);
  }
  const videos = new Map(Array.from(groundTruth.videos, ([video, list]) => {
    const found = list.filter(({ label }) => label === AMBIGUOUS);
    if (found.length > 0) ambiguous.set(video, [...ambiguous.get(video) ?? [], ...found]);
    return [video, list.filter(({ label }) => label !== AMBIGUOUS)];
  }));
  return {
    ...groundTruth,
    videos,
    ambiguous,
    classes: groundTruth.classes.filter((label) => label !== AMBIGUOUS),
  };
}

/**
 * Brings ground truth and predictions into the form that a protocol compares.
 *
 * @param most how many predictions of a video count; all by default.
 */
export function prepare(
  { videos, ambiguous }: GroundTruth,
  all: readonly Detection[],
  { clock, outside, ambiguity }: ProtocolRules,
  most?: number,
): Prepared {
  const inUnit = <T extends Span>(span: T): T =>
    clock ? { ...span, start: clock(span.start), end: clock(span.end) } : span;
  const inside = outside(most === undefined ? all : bestOfEach(all, most), (video) => videos.has(video));
  const detections = clock ? inside.map(inUnit) : inside;
  const intervals = new Map(
    Array.from(ambiguity ? ambiguous ?? [] : [], ([video, list]) => [video, list.map(inUnit)]),
  );
  return {
    videos: clock ? new Map(Array.from(videos, ([video, list]) => [video, list.map(inUnit)])) : videos,
    detections,
    ...ambiguity?.(
      detections,
      (each) => intervals.get(each.video)?.some((interval) => overlaps(each, interval)) ?? false,
    ),
  };
}

/** The predictions of highest score of each video, of equals the later, in the order of the file. */
function bestOfEach(detections: readonly Detection[], most: number): readonly Detection[] {
  const taken = new Map<string, number>();
  const kept = new Set<number>();
  for (const i of rank(detections.map(({ score }) => score))) {
    const { video } = detections[i]!;
    const before = taken.get(video) ?? 0;
    if (before === most) continue;
    taken.set(video, before + 1);
    kept.add(i);
  }
  return detections.filter((_, i) => kept.has(i));
}

function overlaps(a: Span, b: Span): boolean {
  return Math.min(a.end, b.end) > Math.max(a.start, b.start);
}
