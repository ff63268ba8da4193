/** What an evaluation compares with, from videos that know their instances. */
import type { GroundTruth } from "../annotations/ground_truth.ts";
import type { Video } from "./dataset.ts";

/**
 * The instances of some videos as ground truth.
 *
 * @param classes All classes of the data set; those that the videos have are scored.
 * @param subset What the videos are called.
 */
export function truthOf(scored: readonly Video[], classes: readonly string[], subset: string): GroundTruth {
  const videos = new Map(scored.map(({ id, segments }) => {
    return [id, segments.map((segment, index) => ({ ...segment, index }))];
  }));
  const present = classes.filter((name) =>
    scored.some(({ segments }) => segments.some(({ label }) => label === name))
  );
  const durations = new Map(
    scored.flatMap(({ id, duration }) => duration === undefined ? [] : [[id, duration]]),
  );
  return { subset, videos, classes: present, labels: classes, durations };
}
