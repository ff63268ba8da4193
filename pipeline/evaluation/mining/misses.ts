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
  return Float64Array.from(moments, (moment) => {
    // The first span that ends no earlier.
    let [low, high] = [0, ordered.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ordered[middle]!.end < moment) low = middle + 1;
      else high = middle;
    }
    const after = ordered[low] ? ordered[low]!.start - moment : Infinity;
    const before = low > 0 ? moment - ordered[low - 1]!.end : Infinity;
    return Number.isNaN(moment) ? NaN : Math.max(0, Math.min(after, before));
  });
}

/** Adds up the snippets of many videos. */
export interface MissCounter {
  /**
   * Adds snippets of one video.
   *
   * @param distances By scale, by position: seconds to the target, and NaN where nothing was seen.
   * @param picked Positions; one that is picked twice counts twice.
   * @param unit Seconds that are 100 percent.
   * @param weight How many snippets each of them stands for.
   */
  add(distances: readonly Float64Array[], picked: Iterable<number>, unit: number, weight?: number): void;
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
      for (const t of picked) {
        if (Number.isNaN(distances[0]![t]!)) continue;
        snippets += weight;
        for (let i = 0; i < scales; i++) {
          const seconds = distances[i]![t]!;
          if (seconds > 0) outside[i]! += weight;
          if (seconds === Infinity) continue;
          measured[i]! += weight;
          distance[i]! += weight * seconds / unit;
        }
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
