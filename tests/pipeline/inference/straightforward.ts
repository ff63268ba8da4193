/** Localization in its straightforward form: a pass over the map for every threshold, means of slices, every pair compared. */
import type { SignalValues } from "../../../pipeline/inference/score_maps.ts";
import type { ScoredSegment } from "../../../pipeline/inference/segments.ts";
import {
  type InferenceSection,
  type InferenceStream,
  type ProposalGroup,
  streamsOf,
} from "../../../specs/recipe/inference.ts";

/** The options of suppression `nms`. */
export interface Nms {
  readonly overlap: number;
  readonly length: "plus_one" | "exact";
}

/** The options of score `outer_inner_contrast`. */
export interface Contrast {
  readonly margin: number;
  readonly video_weight: number;
}

/** The segments of a class before and after suppression. */
export interface Localized {
  readonly proposals: ScoredSegment[];
  readonly segments: ScoredSegment[];
}

/** The segments of every predicted class. */
export function localizeStraightforwardly(
  signals: ReadonlyMap<string, SignalValues>,
  secondsPerSample: number,
  inference: InferenceSection,
): Map<number, Localized> {
  const [[, { classes, proposals: groups }]] = streamsOf(inference) as [[string, InferenceStream]];
  const { overlap, length } = inference.suppress as unknown as Nms;
  const scores = [...signals.get(classes.from)!.data];
  const reached = scores.map((_, c) => c).filter((c) => scores[c]! >= Math.fround(classes.threshold));
  const fallback = classes.fallback === "best" ? [scores.indexOf(Math.max(...scores))] : [];
  const predicted = reached.length > 0 ? reached : fallback;
  return new Map(predicted.map((c) => {
    const proposals = Object.values(groups).flatMap((group) => {
      const { normalize = inference.normalize, min_length, strict } = group;
      const { margin, video_weight } = (group.score ?? inference.score) as unknown as Contrast;
      const mapOfSignal = (name: string) => mapOf(signals.get(name)!, c, { ...inference, normalize });
      const grouped = mapOfSignal(group.group_on);
      return thresholdsOf(group, grouped).flatMap((threshold) => {
        const counts = (value: number) => strict ? value > threshold : value >= threshold;
        const isHigh = (value: number) => counts(value) && (group.kind === "relative" || value > 0);
        const { score_on } = group;
        const factors = typeof score_on === "string" ? { [score_on]: 1 } : score_on;
        const parts = Object.entries(factors).map(([name, factor]) => {
          const cut = () => grouped.map((value) => counts(value) ? value : 0);
          return { factor, map: name === "thresholded" ? cut() : mapOfSignal(name) };
        });
        const scored = grouped.map((_, i) =>
          parts.reduce((sum, { factor, map }) => sum + factor * map[i]!, 0)
        );
        const high = grouped.map(isHigh);
        if (high[0] && !high.includes(true, 1)) return [];
        return runsOf(high, min_length).map(([start, end]) => ({
          score: contrast(scored, start, end, margin) + video_weight * scores[c]!,
          start: start * secondsPerSample,
          end: (end + 1) * secondsPerSample,
        }));
      });
    });
    return [c, { proposals, segments: suppressPairwise(proposals, overlap, length === "plus_one" ? 1 : 0) }];
  }));
}

/** Greedy suppression: of all that are left the best one is kept, the later of equals, and what overlaps it goes. */
export function suppressPairwise(
  segments: readonly ScoredSegment[],
  overlap: number,
  extra: number,
): ScoredSegment[] {
  return suppressBy(segments, (best, other) => intersectionOverUnion(best, other, extra) >= overlap);
}

/** Greedy suppression where `goes` says whether the second segment goes, since the first one is kept. */
export function suppressBy(
  segments: readonly ScoredSegment[],
  goes: (best: ScoredSegment, other: ScoredSegment) => boolean,
): ScoredSegment[] {
  const kept: ScoredSegment[] = [];
  let left = [...segments];
  while (left.length > 0) {
    const best = bestOf(left);
    kept.push(best);
    left = left.filter((other) => other !== best && !goes(best, other));
  }
  return kept;
}

/** The best segment, of equals the later. */
export function bestOf<S extends ScoredSegment>(segments: readonly S[]): S {
  return segments.reduce((a, b) => b.score >= a.score ? b : a);
}

export function sharedLength(a: ScoredSegment, b: ScoredSegment, extra: number): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start) + extra);
}

export function intersectionOverUnion(a: ScoredSegment, b: ScoredSegment, extra: number): number {
  const lengthOf = ({ start, end }: ScoredSegment) => end - start + extra;
  const shared = sharedLength(a, b, extra);
  return shared / (lengthOf(a) + lengthOf(b) - shared);
}

/** The scaled and upsampled map of a class. */
function mapOf({ shape, data }: SignalValues, c: number, inference: InferenceSection): number[] {
  const C = shape[1] ?? 1;
  const raw = [...data].filter((_, i) => shape.length === 1 || i % C === c);
  const map = inference.normalize === "minmax" ? scaled(raw) : raw;
  const last = map.length - 1;
  return Array.from({ length: inference.upsample * map.length }, (_, j) => {
    if (last === 0) return map[0]!;
    const position = j * (1 / inference.upsample);
    const x = inference.tail === "hold" ? Math.min(position, last) : position;
    const high = Math.min(Math.max(Math.ceil(x), 1), last);
    return Math.fround(map[high]! - map[high - 1]!) * (x - (high - 1)) + map[high - 1]!;
  });
}

function scaled(map: readonly number[]): number[] {
  const [lo, hi] = [Math.max(0, Math.min(...map)), Math.max(0, ...map)];
  const range = Math.fround(hi - lo) > 0 ? Math.fround(hi - lo) : 1;
  return map.map((value) => Math.min(1, Math.max(0, Math.fround(Math.fround(value - lo) / range))));
}

/** The thresholds of a group as values of a map. */
function thresholdsOf(group: ProposalGroup, map: readonly number[]): readonly number[] {
  if (group.kind === "absolute") return group["thresholds"] as number[];
  const { shares, from } = group as unknown as { shares: number[]; from: "zero" | "min" | "mean" };
  const [least, largest] = [Math.min(...map), Math.max(...map)];
  if (least === largest) return [];
  const mean = map.reduce((sum, value) => sum + value, 0) / map.length;
  const low = { zero: 0, min: least, mean }[from];
  return shares.map((share) => low + share * (largest - low));
}

/** Intervals of at least so many. */
function runsOf(mask: readonly boolean[], least: number): [start: number, end: number][] {
  const bits = mask.map((on) => on ? "1" : "0").join("");
  return [...bits.matchAll(new RegExp(`1{${least},}`, "g"))].map((
    { index, 0: run },
  ) => [index, index + run.length - 1]);
}

function contrast(map: readonly number[], start: number, end: number, margin: number): number {
  const width = margin * (end - start + 1);
  const from = Math.max(0, Math.trunc(start - width));
  const to = Math.min(map.length - 1, Math.trunc(end + width));
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / (values.length || 1);
  return mean(map.slice(start, end + 1)) - mean([...map.slice(from, start), ...map.slice(end + 1, to + 1)]);
}
