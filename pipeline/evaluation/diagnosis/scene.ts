/** What a diagnosis looks at: instances with a length and what is characteristic of them, and the predictions of their classes. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { count } from "../../annotations/layout.ts";
import type { Detection, Instance } from "../../annotations/detection.ts";
import type { ProtocolRules } from "../../kinds/protocols/protocol.ts";
import type { Matchable } from "../compare.ts";
import { groupBy } from "../../../specs/group_by.ts";

/** An instance and what is characteristic of it. */
export interface DiagnosedInstance extends Instance {
  /** Its length as a part of its video, 0 to 1; absent where the length of the video is unknown. */
  readonly coverage?: number | undefined;
  /** Its length in seconds. */
  readonly length: number;
  /** How many instances of its class its video has, itself among them. */
  readonly instances: number;
}

/** What is diagnosed. */
export interface DiagnosedScene {
  readonly rules: ProtocolRules;
  /** Whether a prediction that matches nothing counts neither way. */
  readonly isNeutral?: ((detection: Detection) => boolean) | undefined;
  /** The instances of every video, those without a length left out. */
  readonly videos: ReadonlyMap<string, readonly DiagnosedInstance[]>;
  /** All of them. */
  readonly instances: readonly DiagnosedInstance[];
  /** The labels that have one, and how many: N_c. */
  readonly classes: ReadonlyMap<string, number>;
  /** Instances of a class on average: Nbar. */
  readonly perClass: number;
  /** The predictions of these classes, in the order of their file. */
  readonly detections: readonly Detection[];
  /** What a person should know about it, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * What a diagnosis looks at.
 *
 * @throws {UserError} When no instance has a length.
 */
export function diagnosedScene(
  { truth, prepared, rules }: Pick<Matchable, "truth" | "prepared" | "rules">,
): DiagnosedScene {
  let dropped = 0;
  let unknown = 0;
  const videos = new Map<string, readonly DiagnosedInstance[]>();
  for (const [video, list] of prepared.videos) {
    const stated = truth.videos.get(video)!;
    const duration = truth.durations?.get(video);
    const kept = [...list.keys()].filter((i) => list[i]!.end > list[i]!.start);
    const ofClass = groupBy(kept, (i) => list[i]!.label);
    dropped += list.length - kept.length;
    if (duration === undefined) unknown += kept.length;
    videos.set(
      video,
      kept.map((i) => {
        const { label, start, end } = list[i]!;
        // On a grid the segment is in snippets, and its length is not.
        const length = stated[i]!.end - stated[i]!.start;
        return {
          label,
          start,
          end,
          length,
          instances: ofClass.get(label)!.length,
          ...(duration === undefined ? {} : { coverage: Math.min(length / duration, 1) }),
        };
      }),
    );
  }
  const instances = [...videos.values()].flat();
  if (instances.length === 0) {
    throw userError(
      `No instance of subset "${truth.subset}" has a length: there is nothing to find`,
      "look at the segments of the annotation file: each must end after its start",
    );
  }
  const counts = groupBy(instances, ({ label }) => label);
  const classes = new Map(
    truth.classes.flatMap((label) => counts.has(label) ? [[label, counts.get(label)!.length]] : []),
  );
  return {
    rules,
    isNeutral: prepared.isNeutral,
    videos,
    instances,
    classes,
    perClass: instances.length / classes.size,
    detections: prepared.detections.filter(({ label }) => classes.has(label)),
    notes: [
      ...dropped === 0 ? [] : [`Left out: ${count(dropped, "instance")} without length`],
      ...unknown === 0 ? [] : [coverageNote(unknown, instances.length)],
    ],
  };
}

function coverageNote(unknown: number, all: number): string {
  return unknown === all
    ? "Nothing is told by coverage: the ground truth states no duration of a video with an instance"
    : `Left out by coverage: ${count(unknown, "instance")} in videos without a duration`;
}
