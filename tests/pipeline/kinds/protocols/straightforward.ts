/** What protocols say in its straightforward form: one class, one threshold, lists and sets, no state but what is taken. */
import type { Detection, Instance, Span } from "../../../../pipeline/annotations/detection.ts";
import type { Protocol } from "../../../../specs/kinds/protocols/protocol.ts";

type Axes = Pick<Protocol, "time" | "ambiguous" | "match" | "iou" | "ap" | "outside" | "max_per_video">;

/** What is compared. */
export interface Scene {
  readonly videos: ReadonlyMap<string, readonly Instance[]>;
  readonly ambiguous: ReadonlyMap<string, readonly Span[]>;
  readonly detections: readonly Detection[];
}

/** The average precision of a class at a threshold; predictions outside are not refused. */
export function averagePrecisionBy(axes: Axes, scene: Scene, label: string, threshold: number): number {
  const toUnit = <T extends Span>(span: T): T => ({
    ...span,
    start: inUnit(span.start),
    end: inUnit(span.end),
  });
  const inUnit = (seconds: number) =>
    axes.time === "seconds" ? seconds : roundHalfToEven((seconds * axes.time.fps) / axes.time.stride);
  const instances = [...scene.videos].map(([video, list]) => ({
    video,
    list: list.filter((each) => each.label === label).map(toUnit),
  }));
  const positives = instances.flatMap(({ list }) => list).length;
  if (positives === 0) return 0;
  const isAmbiguous = ({ video, ...span }: Detection) =>
    axes.ambiguous !== "absent" &&
    (scene.ambiguous.get(video) ?? []).map(toUnit).some((each) => shared(span, each) > 0);
  const ranked = sortedDown(scene.detections, ({ score }) => score)
    .filter((each, i, all) =>
      all.slice(0, i).filter(({ video }) => video === each.video).length < (axes.max_per_video ?? Infinity)
    )
    .filter((each) => each.label === label)
    .filter(({ video }) => axes.outside !== "ignore" || scene.videos.has(video))
    .map(toUnit)
    .filter((each) => axes.ambiguous !== "drop" || !isAmbiguous(each));
  const pairs = MATCHES[axes.match](
    ranked,
    (video) => instances.find((each) => each.video === video)?.list ?? [],
    {
      overlap: axes.iou === "continuous" ? continuous : sets,
      threshold,
    },
  );
  const hits = ranked
    .map((each) => ({ isHit: pairs.has(each), isNeutral: axes.ambiguous === "neutral" && isAmbiguous(each) }))
    .filter(({ isHit, isNeutral }) => isHit || !isNeutral)
    .map(({ isHit }) => isHit);
  const precision = hits.map((_, i) => hits.slice(0, i + 1).filter(Boolean).length / (i + 1));
  const atHits = precision.flatMap((value, i) =>
    hits[i] ? [axes.ap === "raw" ? value : Math.max(...precision.slice(i))] : []
  );
  return atHits.reduce((sum, value) => sum + value, 0) / positives;
}

interface Measure {
  readonly overlap: (a: Span, b: Span) => number;
  readonly threshold: number;
}

/** The instance of every prediction that is right. */
export type Matched = (
  ranked: readonly Detection[],
  instancesIn: (video: string) => readonly Span[],
  measure: Measure,
) => ReadonlyMap<Detection, Span>;

/** A rule by which a prediction picks one of the instances of its video. */
function picking(pick: (list: readonly Candidate[]) => Candidate | undefined): Matched {
  return (ranked, instancesIn, { overlap, threshold }) => {
    const taken = new Set<Span>();
    return new Map(ranked.flatMap((each) => {
      const found = pick(
        instancesIn(each.video).map((instance) => {
          const tiou = overlap(each, instance);
          return { instance, tiou, isFree: !taken.has(instance), reaches: tiou >= threshold };
        }),
      );
      if (found) taken.add(found.instance);
      return found ? [[each, found.instance] as const] : [];
    }));
  };
}

interface Candidate {
  readonly instance: Span;
  readonly tiou: number;
  readonly isFree: boolean;
  readonly reaches: boolean;
}

const byOverlap = (list: readonly Candidate[]) => list.toSorted((a, b) => b.tiou - a.tiou);
const isOpen = ({ isFree, reaches }: Candidate) => isFree && reaches;

export const MATCHES: Readonly<Record<Protocol["match"], Matched>> = {
  anet_greedy: picking((list) => byOverlap(list.toReversed()).find(isOpen)),
  best_free: picking((list) => byOverlap(list).find(isOpen)),
  best_only: picking((list) => byOverlap(list.toReversed()).slice(0, 1).find(isOpen)),
  first_fit: picking((list) => list.find(isOpen)),
  toolkit(ranked, instancesIn, { overlap, threshold }) {
    const taken = new Map<Detection, Span>();
    for (const video of new Set(ranked.map((each) => each.video))) {
      for (const instance of instancesIn(video)) {
        const [best] = ranked.filter((each) => each.video === video && !taken.has(each))
          .map((each) => ({ each, tiou: overlap(each, instance) })).sort((a, b) => b.tiou - a.tiou);
        if (best && best.tiou > threshold) taken.set(best.each, instance);
      }
    }
    return taken;
  },
};

function shared(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

function continuous(a: Span, b: Span): number {
  const both = shared(a, b);
  return both === 0 ? 0 : both / (a.end - a.start + b.end - b.start - both);
}

function sets(a: Span, b: Span): number {
  const [of, other] = [wholeNumbers(a), wholeNumbers(b)];
  const both = of.intersection(other).size;
  return both === 0 ? 0 : both / of.union(other).size;
}

function wholeNumbers({ start, end }: Span): Set<number> {
  const numbers = new Set<number>();
  for (let i = Math.ceil(start); i < end; i++) numbers.add(i);
  return numbers;
}

function roundHalfToEven(value: number): number {
  const [below, above] = [Math.floor(value), Math.ceil(value)];
  if (value - below === above - value) return below % 2 === 0 ? below : above;
  return value - below < above - value ? below : above;
}

/** From the highest to the lowest; of equals the later first. */
function sortedDown<T>(items: readonly T[], valueOf: (item: T) => number): T[] {
  return items.toReversed().sort((a, b) => Math.sign(valueOf(b) - valueOf(a)));
}
