/** Scaling of a map to [0, 1] over time. */

/** A scaled map, and whether it was flat (largest = smallest) and so became all zeros. */
export interface Normalized {
  /** [T'] float32. */
  readonly values: Float32Array;
  readonly flat: boolean;
}

/**
 * Min-max scaling in float32 with bounds of at least 0: (x - lo) / (hi - lo) clamped to [0, 1], hi = relu(max),
 * lo = relu(min); a range of 0 divides by 1.
 */
export function minMax(map: Float32Array): Normalized {
  let hi = 0;
  let lo = Infinity;
  for (const value of map) {
    if (value > hi) hi = value;
    if (value < lo) lo = value;
  }
  lo = Math.max(0, lo);
  const range = Math.fround(hi - lo);
  const divisor = range <= 0 ? 1 : range;
  const values = map.map((value) => Math.min(1, Math.max(0, Math.fround(Math.fround(value - lo) / divisor))));
  return { values, flat: range <= 0 };
}
