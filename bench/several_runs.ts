/** Several runs of the same benchmarks: their medians, and how far apart they lie. */
import type { BenchResult } from "./mod.ts";
import { median } from "./statistics.ts";
import type { Row } from "./table.ts";

/** The runs of each benchmark as one result. */
export function severalRuns(results: readonly BenchResult[]): BenchResult[] {
  return [...Map.groupBy(results, ({ name }) => name)].map(([name, runs]) => ({ name, runs }));
}

/** The runs of a result of `severalRuns`; undefined of another. */
export function runsIn(result: BenchResult): readonly BenchResult[] | undefined {
  return result["runs"] as readonly BenchResult[] | undefined;
}

/** Rows of several runs as one for each label, of medians. */
export function medianRows(rows: readonly Row[]): Row[] {
  return [...Map.groupBy(rows, ({ label }) => label).values()].map((same) => {
    const middle = (of: (row: Row) => number | undefined) => {
      const values = same.map(of).filter((value) => value !== undefined);
      return values.length > 0 ? median(values) : undefined;
    };
    const times = same.map(({ ms }) => ms);
    return {
      ...same[0]!,
      ms: median(times),
      pytorchMs: middle(({ pytorchMs }) => pytorchMs),
      // The machine is the same for both sides of a run, and may be another in the next.
      timesFaster: middle(({ ms, pytorchMs }) => pytorchMs && pytorchMs / ms),
      ceilingFraction: middle(({ ceilingFraction }) => ceilingFraction),
      peakGb: middle(({ peakGb }) => peakGb),
      spread: { least: Math.min(...times), most: Math.max(...times), runs: times.length },
    };
  });
}
