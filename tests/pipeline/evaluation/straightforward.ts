/** Average precision of detections in its straightforward form: one class, one threshold, sorted lists and whole curves. */
import type { Detection, Instance } from "../../../pipeline/annotations/detection.ts";

/** The average precision of a class at a tIoU threshold by the rules of the ActivityNet toolkit, ties: the later first. */
export function averagePrecision(
  videos: ReadonlyMap<string, readonly Instance[]>,
  detections: readonly Detection[],
  label: string,
  threshold: number,
): number {
  const instances = new Map(
    [...videos].map(([video, list]) => [video, list.filter((each) => each.label === label)]),
  );
  const positives = [...instances.values()].flat().length;
  if (positives === 0) return 0;
  const matched = new Set<Instance>();
  const ranked = sortedDown(detections.filter((each) => each.label === label), ({ score }) => score);
  const hits = ranked.map((detection) => {
    const nearest = sortedDown(instances.get(detection.video) ?? [], (each) => overlap(detection, each));
    const free = nearest.find((each) => overlap(detection, each) >= threshold && !matched.has(each));
    if (free) matched.add(free);
    return free !== undefined;
  });
  const found = hits.map((_, i) => hits.slice(0, i + 1).filter(Boolean).length);
  const recall = [0, ...found.map((count) => count / positives), 1];
  const precision = [0, ...found.map((count, i) => count / (i + 1)), 0];
  return recall.slice(1).reduce((sum, value, i) => {
    return sum + (value - recall[i]!) * Math.max(...precision.slice(i + 1));
  }, 0);
}

/** From the highest to the lowest; of equals the later first. */
function sortedDown<T>(items: readonly T[], valueOf: (item: T) => number): T[] {
  return items.toReversed().sort((a, b) => Math.sign(valueOf(b) - valueOf(a)));
}

function overlap(a: Instance, b: Instance): number {
  const shared = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  return shared === 0 ? 0 : shared / (a.end - a.start + b.end - b.start - shared);
}
