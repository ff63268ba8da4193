/** The predictions of every class, best first, and what each of them takes. */
import type { Detection, Instance } from "../annotations/detection.ts";
import type { ProtocolRules } from "../kinds/protocols/protocol.ts";
import { rank } from "../ranking.ts";
import { groupBy } from "../../specs/group_by.ts";

/** A class. */
export interface RankedClass<I extends Instance = Instance> {
  readonly label: string;
  /** How many instances it has. */
  readonly positives: number;
  /** Best first, of equal scores the later. */
  readonly predictions: readonly Detection[];
  /** Per threshold, what each of these takes, as `Match` says. */
  readonly matches: readonly Uint32Array[];
  /** Its instances in a video. */
  readonly instancesIn: (video: string) => readonly I[];
}

/**
 * Ranks and matches the predictions of every class.
 *
 * @param videos the instances of every video.
 * @param detections in the order of their file; labels outside `classes` are left alone.
 * @param thresholds tIoU thresholds, above 0.
 */
export function rankedClasses<I extends Instance>(
  videos: ReadonlyMap<string, readonly I[]>,
  detections: readonly Detection[],
  classes: readonly string[],
  thresholds: readonly number[],
  { match, overlap }: Pick<ProtocolRules, "match" | "overlap">,
): RankedClass<I>[] {
  const instances = instancesByClass(videos);
  const byClass = groupBy(detections, ({ label }) => label);
  return classes.map((label) => {
    const ofClass = instances.get(label) ?? new Map<string, I[]>();
    const instancesIn = (video: string) => ofClass.get(video) ?? NONE;
    const listed = byClass.get(label) ?? [];
    const predictions = Array.from(rank(listed.map(({ score }) => score)), (i) => listed[i]!);
    return {
      label,
      positives: Array.from(ofClass.values()).reduce((sum, list) => sum + list.length, 0),
      predictions,
      matches: match(predictions, ({ video }) => instancesIn(video), thresholds, overlap),
      instancesIn,
    };
  });
}

/** One list, so that rules know the videos without an instance by it. */
const NONE: readonly never[] = [];

function instancesByClass<I extends Instance>(
  videos: ReadonlyMap<string, readonly I[]>,
): Map<string, Map<string, I[]>> {
  const found = new Map<string, Map<string, I[]>>();
  for (const [video, list] of videos) {
    for (const [label, ofClass] of groupBy(list, (instance) => instance.label)) {
      if (!found.has(label)) found.set(label, new Map());
      found.get(label)!.set(video, ofClass);
    }
  }
  return found;
}
