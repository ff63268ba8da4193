/** Arithmetic on measurements. */

/** The middle value; of an even number of them the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.floor(half - 0.5)]! + sorted[Math.floor(half)]!) / 2;
}

/** A number with four significant digits. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
