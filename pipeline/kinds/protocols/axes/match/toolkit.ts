/** Match rule `toolkit`, that of the THUMOS14 toolkit. */
import type { Span } from "../../../../annotations/detection.ts";
import type { Match } from "./match.ts";

/**
 * Every instance in turn, in the order of the file, takes the free prediction of highest tIoU, of equals the one that is
 * ranked first, where that exceeds the threshold.
 */
export const toolkit: Match = (predictions, instancesOf, thresholds, overlap) => {
  const matches = thresholds.map(() => new Uint32Array(predictions.length));
  const byVideo = new Map<readonly Span[], number[]>();
  predictions.forEach((prediction, at) => {
    const instances = instancesOf(prediction);
    if (!byVideo.has(instances)) byVideo.set(instances, []);
    byVideo.get(instances)!.push(at);
  });
  for (const [instances, listed] of byVideo) {
    for (const [place, instance] of instances.entries()) {
      const overlaps = listed.map((at) => overlap(predictions[at]!, instance));
      for (const [t, threshold] of thresholds.entries()) {
        let best = -1;
        for (const [i, at] of listed.entries()) {
          if (!matches[t]![at] && overlaps[i]! > threshold && !(overlaps[i]! <= (overlaps[best] ?? 0))) {
            best = i;
          }
        }
        if (best >= 0) matches[t]![listed[best]!] = place + 1;
      }
    }
  }
  return matches;
};
