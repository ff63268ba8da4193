/** Maps that score segments, by sums of their samples. */
import type { ScoredMap } from "../kinds/scores/score.ts";
import type { Intervals } from "../kinds/groups/intervals_above.ts";

/**
 * Sums of the first i samples of a map, in doubles: [N + 1]. Means taken from differences of these sums are within
 * 1e-9 of direct ones for maps in [0, 1].
 */
export function prefixSums(map: Float64Array): Float64Array {
  const sums = new Float64Array(map.length + 1);
  let sum = 0;
  for (let i = 0; i < map.length; i++) sums[i + 1] = sum += map[i]!;
  return sums;
}

/** A map as it is. */
export function wholeMap(map: Float64Array, sums: Float64Array): ScoredMap {
  return new WholeMap(map, sums);
}

// Classes, since a method of one is called faster than a closure of each map.
class WholeMap implements ScoredMap {
  readonly samples: number;

  constructor(readonly map: Float64Array, readonly sums: Float64Array) {
    this.samples = map.length;
  }

  sumBefore(position: number): number {
    return this.sums[position]!;
  }

  at(position: number): number {
    return this.map[position]!;
  }
}

/**
 * A map whose samples outside the given intervals count as 0, such as those below a threshold, without a pass over the map
 * for each threshold.
 *
 * @param sums Prefix sums of the map.
 */
export function mapWithin(map: Float64Array, sums: Float64Array, intervals: Intervals): ScoredMap {
  return new MapWithin(map, sums, intervals);
}

class MapWithin implements ScoredMap {
  readonly samples: number;
  /** Sums of the first intervals. */
  readonly whole: Float64Array;

  constructor(readonly map: Float64Array, readonly sums: Float64Array, readonly intervals: Intervals) {
    const { starts, ends } = intervals;
    this.samples = map.length;
    this.whole = new Float64Array(starts.length + 1);
    for (let k = 0; k < starts.length; k++) {
      this.whole[k + 1] = this.whole[k]! + sums[ends[k]! + 1]! - sums[starts[k]!]!;
    }
  }

  sumBefore(position: number): number {
    const { whole, sums, intervals: { starts, ends } } = this;
    const k = firstFrom(ends, position);
    const isInside = k < starts.length && starts[k]! < position;
    return isInside ? whole[k]! + sums[position]! - sums[starts[k]!]! : whole[k]!;
  }

  at(position: number): number {
    const { starts, ends } = this.intervals;
    const k = firstFrom(ends, position);
    return k < starts.length && starts[k]! <= position ? this.map[position]! : 0;
  }
}

/** A map and what it is multiplied by. */
export interface MapPart {
  readonly factor: number;
  readonly map: ScoredMap;
}

/** The sum of maps of one length, each times its factor. */
export function sumOfMaps(parts: readonly MapPart[]): ScoredMap {
  const [first] = parts;
  return parts.length === 1 && first!.factor === 1 ? first!.map : new SumOfMaps(parts);
}

class SumOfMaps implements ScoredMap {
  readonly samples: number;

  constructor(readonly parts: readonly MapPart[]) {
    this.samples = parts[0]!.map.samples;
  }

  sumBefore(position: number): number {
    return this.parts.reduce((sum, { factor, map }) => sum + factor * map.sumBefore(position), 0);
  }

  at(position: number): number {
    return this.parts.reduce((sum, { factor, map }) => sum + factor * map.at(position), 0);
  }
}

/** The first of ascending numbers that is at least `least`. */
function firstFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
