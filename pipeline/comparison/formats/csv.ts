/** A comparison as a table for other programs. */
import { csvLine } from "../../files/csv_line.ts";
import type { ComparedMetric } from "../comparison.ts";

const HEAD = [
  "metric",
  "name",
  "n",
  "mean",
  "deviation",
  "seeds",
  "values",
  "last_mean",
  "best_on_test_mean",
  "difference",
  "difference_n",
  "low",
  "high",
  "drawn_low",
  "drawn_high",
  "p",
  "p_adjusted",
  "verdict",
];

/** A line for each metric and method, with every digit; what is not known is empty, lists have spaces between. */
export function csvLines(metrics: readonly ComparedMetric[]): string[] {
  const lines = metrics.flatMap(({ metric, rows }) =>
    rows.map(({ name, n, mean, deviation, values, last, best, difference }) => [
      metric,
      name,
      n,
      mean,
      deviation,
      values.map(({ seed }) => seed).join(" "),
      values.map(({ value }) => value).join(" "),
      last?.mean,
      best?.mean,
      difference?.mean,
      difference?.n,
      ...(difference?.interval ?? [undefined, undefined]),
      ...(difference?.drawn ?? [undefined, undefined]),
      difference?.p,
      difference?.pAdjusted,
      difference?.verdict.text,
    ])
  );
  return [HEAD, ...lines].map(csvLine);
}
