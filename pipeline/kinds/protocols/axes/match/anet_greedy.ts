/** The matching rule of the ActivityNet toolkit. */
import type { Span } from "../../../../annotations/detection.ts";
import type { Overlap } from "../tiou.ts";

/**
 * Matches the ranked predictions of one class to its instances, for every threshold at once. A prediction
 * takes the instance of its video with the highest tIoU that is at least the threshold and not yet taken;
 * of equal tIoU the later instance.
 * Arguments and result as `Match` says.
 */
export function matchGreedily<Prediction extends Span>(
  predictions: readonly Prediction[],
  instancesOf: (prediction: Prediction) => readonly Span[],
  thresholds: readonly number[],
  overlap: Overlap,
): Uint32Array[] {
  const matches = thresholds.map(() => new Uint32Array(predictions.length));
  const lowest = Math.min(...thresholds);
  const taken = new Map<readonly Span[], Uint8Array[]>();
  for (let at = 0; at < predictions.length; at++) {
    const prediction = predictions[at]!;
    const instances = instancesOf(prediction);
    const { order, overlaps } = overlapping(prediction, instances, lowest, overlap);
    if (order.length === 0) continue;
    if (!taken.has(instances)) taken.set(instances, thresholds.map(() => new Uint8Array(instances.length)));
    const takenHere = taken.get(instances)!;
    for (let t = 0; t < thresholds.length; t++) {
      for (let k = 0; k < order.length && overlaps[k]! >= thresholds[t]!; k++) {
        if (takenHere[t]![order[k]!]) continue;
        takenHere[t]![order[k]!] = 1;
        matches[t]![at] = order[k]! + 1;
        break;
      }
    }
  }
  return matches;
}

/** The instances whose tIoU is at least `lowest`, from the highest tIoU to the lowest; of equal ones the later first. */
function overlapping(
  prediction: Span,
  instances: readonly Span[],
  lowest: number,
  overlapOf: Overlap,
): { readonly order: readonly number[]; readonly overlaps: readonly number[] } {
  const order: number[] = [];
  const overlaps: number[] = [];
  for (let i = 0; i < instances.length; i++) {
    const overlap = overlapOf(prediction, instances[i]!);
    if (overlap < lowest) continue;
    let place = order.length;
    for (; place > 0 && overlaps[place - 1]! <= overlap; place--) {
      order[place] = order[place - 1]!;
      overlaps[place] = overlaps[place - 1]!;
    }
    order[place] = i;
    overlaps[place] = overlap;
  }
  return { order, overlaps };
}
