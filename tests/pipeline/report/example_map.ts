/** The values of a map such as a report shows, made up. */
import type { ReportMapValues } from "../../../pipeline/report/map_values.ts";

/** A map whose samples are fewer the higher they are. */
export function exampleMap(name: string, thresholds: readonly number[]): ReportMapValues {
  const bins = Array.from(
    { length: 33 },
    (_, i) => ({ from: i / 32, to: (i + 1) / 32, count: 4000 - i ** 2 }),
  );
  const count = (list: typeof bins) => list.reduce((sum, { count }) => sum + count, 0);
  return {
    name,
    map: name.slice(3),
    samples: count(bins),
    bins,
    thresholds: thresholds.map((threshold) => ({
      mean: threshold,
      least: threshold,
      greatest: threshold,
      reached: count(bins.filter(({ from }) => from >= threshold)) / count(bins) * 100,
    })),
  };
}
