/** How far snippets are from where they should lie. */
import type { Span } from "../../annotations/detection.ts";
import { merged } from "../../kinds/targets/target.ts";

/** What is told of some snippets, a value for each scale; NaN where there are none. */
export interface Misses {
  /** How many there are. */
  readonly snippets: number;
  /** How many of them are in no span of their target, percent. */
  readonly outside: readonly number[];
  /** Their mean distance to the nearest moment of it, percent; without those of videos where it has none. */
  readonly distance: readonly number[];
}

/** Seconds from each moment to the nearest span, 0 in one, Infinity where there is none; NaN stays. */
export function distancesTo(spans: readonly Span[], moments: readonly number[]): Float64Array {
  const ordered = merged(spans);
  const distances = new Float64Array(moments.length);
  // The first span that ends no earlier; moments mostly come in order.
  let next = 0;
  let last = -Infinity;
  for (let t = 0; t < moments.length; t++) {
    const moment = moments[t]!;
    if (moment < last) next = 0;
    if (!Number.isNaN(moment)) last = moment;
    while (next < ordered.length && ordered[next]!.end < moment) next++;
    const after = next < ordered.length ? ordered[next]!.start - moment : Infinity;
    const before = next > 0 ? moment - ordered[next - 1]!.end : Infinity;
    distances[t] = Number.isNaN(moment) ? NaN : Math.max(0, Math.min(after, before));
  }
  return distances;
}

/** Adds up the snippets of many videos. */
export interface MissCounter {
  /**
   * Adds snippets of one video.
   *
   * @param distances By scale: seconds to the target, and NaN where nothing was seen.
   * @param picked Which of them; one that is picked twice counts twice.
   * @param unit Seconds that are 100 percent.
   * @param weight How many snippets each of them stands for.
   */
  add(distances: readonly Float64Array[], picked: readonly number[], unit: number, weight?: number): void;
  /** What was added, in percent to four places. */
  misses(): Misses;
}

/** A counter for as many values as there are scales. */
export function createMissCounter(scales: number): MissCounter {
  let snippets = 0;
  const outside = new Float64Array(scales);
  const distance = new Float64Array(scales);
  const measured = new Float64Array(scales);
  return {
    add(distances, picked, unit, weight = 1) {
      const seen = picked.filter((t) => !Number.isNaN(distances[0]![t]));
      snippets += weight * seen.length;
      for (let i = 0; i < scales; i++) {
        const seconds = distances[i]!;
        let [missed, reaching, sum] = [0, 0, 0];
        for (let j = 0; j < seen.length; j++) {
          const each = seconds[seen[j]!]!;
          if (each > 0) missed++;
          if (each === Infinity) continue;
          reaching++;
          sum += each;
        }
        outside[i]! += weight * missed;
        measured[i]! += weight * reaching;
        distance[i]! += weight * sum / unit;
      }
    },
    misses: () => ({
      snippets: Math.round(snippets),
      outside: Array.from(outside, (sum) => percent(sum / snippets)),
      distance: Array.from(distance, (sum, i) => percent(sum / measured[i]!)),
    }),
  };
}

/** A fraction in percent, to four places. */
export function percent(fraction: number): number {
  return Math.round(fraction * 1e6) / 1e4;
}
