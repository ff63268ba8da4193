/** The matching rule of the ActivityNet toolkit. */
import { type Span, tiou } from "./tiou.ts";

/**
 * Matches the ranked predictions of one class to its instances, for every threshold at once. A prediction
 * takes the instance of its video with the highest tIoU that is at least the threshold and not yet taken;
 * of equal tIoU the later instance.
 *
 * @param predictions best first, each with the instances of the class in its video (none: a false positive).
 * @param thresholds tIoU thresholds, above 0.
 * @returns per threshold, one byte per prediction: 1 where it is a true positive.
 */
export function matchGreedily(
  predictions: readonly (Span & { readonly instances: readonly Span[] })[],
  thresholds: readonly number[],
): Uint8Array[] {
  const hits = thresholds.map(() => new Uint8Array(predictions.length));
  const lowest = Math.min(...thresholds);
  const taken = thresholds.map(() => new Set<Span>());
  predictions.forEach((prediction, at) => {
    const overlaps = prediction.instances.map((instance) => tiou(prediction, instance));
    const order: number[] = [];
    for (let i = 0; i < overlaps.length; i++) if (overlaps[i]! >= lowest) order.push(i);
    order.sort((a, b) => overlaps[b]! - overlaps[a]! || b - a);
    thresholds.forEach((threshold, t) => {
      for (const i of order) {
        if (overlaps[i]! < threshold) break;
        const instance = prediction.instances[i]!;
        if (taken[t]!.has(instance)) continue;
        taken[t]!.add(instance);
        hits[t]![at] = 1;
        break;
      }
    });
  });
  return hits;
}
