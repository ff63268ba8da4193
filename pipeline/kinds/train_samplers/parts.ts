/** A video in T parts of equal length: rows at which they begin, and rows drawn from them. */

/** The row `floor(i L / T)` at which part i begins. */
export function beginOf(part: number, length: number, count: number): number {
  return Math.floor((part * length) / count);
}

/** The first row of every part, [T]: a video of L < T snippets is stretched by repetition. */
export function beginnings(length: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => beginOf(i, length, count));
}

/** One of `low` .. `high`, both included, by a draw in [0, 1). */
export function between(low: number, high: number, draw: number): number {
  return low + Math.floor(draw * (high - low + 1));
}
