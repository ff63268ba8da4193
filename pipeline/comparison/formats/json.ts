/** A comparison as plain data for other programs. */
import type { ComparedDifference, ComparedMetric } from "../comparison.ts";

/** The metrics of a comparison, with the keys that results of runs have. */
export function metricsJson(metrics: readonly ComparedMetric[]): Record<string, unknown>[] {
  return metrics.map(({ metric, rows }) => ({
    metric,
    rows: rows.map(({ name, n, mean, deviation, values, last, best, difference }) => ({
      name,
      n,
      mean,
      deviation: deviation ?? null,
      values,
      ...(last && best && { last: last.mean, best_on_test: best.mean }),
      ...(difference && { difference: differenceJson(difference) }),
    })),
  }));
}

function differenceJson(
  { seeds, mean, deviation, interval, drawn, p, pAdjusted, verdict }: ComparedDifference,
) {
  return {
    seeds,
    mean,
    deviation: deviation ?? null,
    interval: interval ?? null,
    drawn_interval: drawn ?? null,
    p: p ?? null,
    p_adjusted: pAdjusted ?? null,
    verdict: verdict.kind,
    text: verdict.text,
    more_seeds: verdict.moreSeeds ?? null,
  };
}
