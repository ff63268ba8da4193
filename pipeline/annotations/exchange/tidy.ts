/** Predictions as the few segments that a person corrects: in whole units of time, joined, without very short ones. */
import type { Detection } from "../detection.ts";
import { groupBy } from "../../../specs/group_by.ts";

/** A segment whose times are counted in units, of which `perSecond` are a second. */
export interface CountedSegment {
  readonly label: string;
  readonly score: number;
  /** At least 0. */
  readonly start: number;
  /** At least one more than the start. */
  readonly end: number;
}

/** What becomes of predictions. */
export interface TidyOptions {
  /** Units of time in a second: 1000, or frames. */
  readonly perSecond: number;
  /** The longest gap between segments of a class that become one, in seconds. */
  readonly mergeGap: number;
  /** The least length in seconds; one unit where it is less. */
  readonly minDuration: number;
}

/** Segments by video, and what was done to get them. */
export interface TidySegments {
  /** In the order of time. */
  readonly videos: ReadonlyMap<string, readonly CountedSegment[]>;
  /** Predictions that became a part of another one. */
  readonly merged: number;
  /** Segments that were dropped. */
  readonly short: number;
  /** Predictions whose part before 0 was cut off. */
  readonly cut: number;
}

/** Decimals in which times in seconds are compared. */
const TINY = 1e-9;

/**
 * Rounds, joins and drops. Two segments of a class that overlap, touch, or lie at most the gap apart become one, with the
 * higher score; after rounding no two of a class overlap.
 *
 * @param ids the videos of the result, in their order.
 */
export function tidySegments(
  detections: readonly Detection[],
  ids: readonly string[],
  { perSecond, mergeGap, minDuration }: TidyOptions,
): TidySegments {
  const gap = Math.floor(mergeGap * perSecond + TINY);
  const least = Math.max(1, Math.ceil(minDuration * perSecond - TINY));
  let [merged, short, cut] = [0, 0, 0];
  const byVideo = groupBy(detections, ({ video }) => video);
  const videos = new Map<string, CountedSegment[]>();
  for (const id of ids) {
    const kept: CountedSegment[] = [];
    for (const [label, own] of groupBy(byVideo.get(id) ?? [], ({ label }) => label)) {
      cut += own.filter(({ start }) => start < 0).length;
      const counted = own.map(({ score, start, end }): CountedSegment => ({
        label,
        score,
        start: Math.max(0, Math.round(start * perSecond)),
        end: Math.max(0, Math.round(end * perSecond)),
      }));
      const joined = join(counted, gap);
      merged += counted.length - joined.length;
      const long = joined.filter(({ start, end }) => end - start >= least);
      short += joined.length - long.length;
      kept.push(...long);
    }
    videos.set(id, kept.sort(byTime));
  }
  return { videos, merged, short, cut };
}

/** Segments of one class, of which those at most `gap` apart are one. */
function join(segments: readonly CountedSegment[], gap: number): CountedSegment[] {
  const joined: CountedSegment[] = [];
  for (const each of segments.toSorted(byTime)) {
    const last = joined.at(-1);
    if (!last || each.start - last.end > gap) joined.push(each);
    else {
      joined[joined.length - 1] = {
        ...last,
        end: Math.max(last.end, each.end),
        score: Math.max(last.score, each.score),
      };
    }
  }
  return joined;
}

/** The order of time; of segments at one time, that of their labels. */
function byTime(a: CountedSegment, b: CountedSegment): number {
  return a.start - b.start || a.end - b.end || (a.label < b.label ? -1 : 1);
}
