/** What a target says: where in a video mined snippets should lie. */
import type { Span } from "../../annotations/detection.ts";

/** What a target is told of a video. */
export interface AnnotatedTimes {
  /** Seconds that the video lasts. */
  readonly duration: number;
  /** Its instances of all classes, each longer than 0 s. */
  readonly instances: readonly Span[];
}

/** Where mined snippets should lie. */
export interface Target {
  /** Whether `spans` depends on the scale. */
  readonly scaled: boolean;
  /** The spans of a video in seconds, both ends included, in any order; they may overlap. `scale`: part of the length of an instance, above 0 to 1. */
  spans(video: AnnotatedTimes, scale: number): readonly Span[];
}

/** Spans in the order of their times, those that meet made one; those without length stay points. */
export function merged(spans: readonly Span[]): Span[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

/** What of some spans lies in no other one, and in the video. */
export function withoutInstances(
  spans: readonly Span[],
  { duration, instances }: AnnotatedTimes,
): Span[] {
  const taken = merged(instances);
  return spans.flatMap(({ start, end }) => {
    const rest: Span[] = [];
    let from = Math.max(0, start);
    const to = Math.min(duration, end);
    for (const other of taken) {
      if (other.start > from) rest.push({ start: from, end: Math.min(other.start, to) });
      from = Math.max(from, other.end);
      if (from >= to) break;
    }
    if (from < to) rest.push({ start: from, end: to });
    return rest.filter((each) => each.start < each.end);
  });
}
