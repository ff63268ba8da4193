/** Order of numbers, in typed arrays: comparators of the language's own sort cost more than the rest of a ranking. */

/** Positions of `values` from the lowest to the highest; of equal values the earlier position first. None is NaN. */
export function ascending(values: ArrayLike<number>): Uint32Array {
  const count = values.length;
  let sorted = new Uint32Array(count);
  for (let i = 0; i < count; i++) sorted[i] = i;
  let merged = new Uint32Array(count);
  for (let width = 1; width < count; width *= 2) {
    for (let begin = 0; begin < count; begin += 2 * width) {
      const middle = Math.min(begin + width, count);
      mergeHalves(values, sorted, merged, begin, middle, Math.min(middle + width, count));
    }
    [sorted, merged] = [merged, sorted];
  }
  return sorted;
}

/** Positions of `scores` from the highest to the lowest; of equal scores the later position first. */
export function rank(scores: ArrayLike<number>): Uint32Array {
  return ascending(scores).reverse();
}

/** Merges the sorted positions `begin` to `middle - 1` and `middle` to `end - 1` of `from` into `to`. */
function mergeHalves(
  values: ArrayLike<number>,
  from: Uint32Array,
  to: Uint32Array,
  begin: number,
  middle: number,
  end: number,
): void {
  let left = begin;
  let right = middle;
  for (let i = begin; i < end; i++) {
    const takesLeft = right >= end || (left < middle && values[from[left]!]! <= values[from[right]!]!);
    to[i] = takesLeft ? from[left++]! : from[right++]!;
  }
}
