/** What a match rule is. */
import type { Span } from "../../../../annotations/detection.ts";
import type { Overlap } from "../tiou.ts";

/**
 * Matches the ranked predictions of one class to its instances, for every threshold at once.
 *
 * @param predictions best first.
 * @param instancesOf the instances of the class in the video of a prediction, the same list for the same video; none
 * makes it a false positive.
 * @param thresholds tIoU thresholds, above 0.
 * @param overlap tIoU, 0 to 1.
 * @returns per threshold, for each prediction 1 + the position of the instance that it takes; 0 where it takes none and is
 * a false positive.
 */
export type Match = <Prediction extends Span>(
  predictions: readonly Prediction[],
  instancesOf: (prediction: Prediction) => readonly Span[],
  thresholds: readonly number[],
  overlap: Overlap,
) => Uint32Array[];

/**
 * A rule by which predictions choose, best first, at each threshold apart.
 *
 * @param choose the instance that a prediction takes, by its overlap with each; -1 for none.
 */
export function eachChooses(
  choose: (overlaps: readonly number[], taken: Uint8Array, threshold: number) => number,
): Match {
  return (predictions, instancesOf, thresholds, overlap) => {
    const matches = thresholds.map(() => new Uint32Array(predictions.length));
    const taken = new Map<readonly Span[], Uint8Array[]>();
    for (const [at, prediction] of predictions.entries()) {
      const instances = instancesOf(prediction);
      if (!taken.has(instances)) taken.set(instances, thresholds.map(() => new Uint8Array(instances.length)));
      const takenHere = taken.get(instances)!;
      const overlaps = instances.map((instance) => overlap(prediction, instance));
      for (let t = 0; t < thresholds.length; t++) {
        const chosen = choose(overlaps, takenHere[t]!, thresholds[t]!);
        if (chosen < 0) continue;
        takenHere[t]![chosen] = 1;
        matches[t]![at] = chosen + 1;
      }
    }
    return matches;
  };
}
