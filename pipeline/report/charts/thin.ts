/** Thins a long series to as many points as can be told apart. */

/** A value over training. */
export interface Point {
  readonly step: number;
  readonly value: number;
}

/** Consecutive points as one: the mean at the mean step, and what it hides. */
export interface ThinPoint extends Point {
  readonly low: number;
  readonly high: number;
}

/** At most `limit` points, each over equally many of the given ones (the last perhaps over fewer). */
export function thinPoints(points: readonly Point[], limit: number): ThinPoint[] {
  const size = Math.max(1, Math.ceil(points.length / limit));
  const thin: ThinPoint[] = [];
  for (let start = 0; start < points.length; start += size) {
    const part = points.slice(start, start + size);
    const values = part.map(({ value }) => value);
    thin.push({
      step: average(part.map(({ step }) => step)),
      value: average(values),
      low: Math.min(...values),
      high: Math.max(...values),
    });
  }
  return thin;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
