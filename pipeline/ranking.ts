/** Order of numbers, in typed arrays: comparators of the language's own sort cost more than the rest of a ranking. */

/**
 * Positions of `values` from the lowest to the highest; of equal values the earlier position first. None is NaN. What rises
 * already is not sorted again: merging begins with the stretches that do.
 */
export function ascending(values: ArrayLike<number>): Uint32Array {
  const count = values.length;
  let sorted = new Uint32Array(count);
  let merged = new Uint32Array(count);
  /** Where stretches begin, and after the last one where it ends. */
  const bounds = new Uint32Array(count + 1);
  let stretches = 0;
  for (let i = 0; i < count; i++) {
    sorted[i] = i;
    if (i === 0 || values[i]! < values[i - 1]!) bounds[stretches++] = i;
  }
  bounds[stretches] = count;
  while (stretches > 1) {
    let left = 0;
    for (let k = 0; k < stretches; k += 2) {
      const [begin, middle, end] = [bounds[k]!, bounds[k + 1]!, bounds[Math.min(k + 2, stretches)]!];
      mergeHalves(values, sorted, merged, begin, middle, end);
      bounds[left++] = begin;
    }
    bounds[left] = count;
    stretches = left;
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
