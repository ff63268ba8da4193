/** The table of a paper: a row for each method, a column for each metric, then the verdict by the first of them. */
import type { ComparedMetric } from "../comparison.ts";
import { intervalText, pointsText, probabilityText, spreadText } from "./cells.ts";

/** What a form writes in its own way. */
export interface PaperMarks {
  /** Between mean and deviation. */
  readonly plusMinus: string;
  /** Between the ends of an interval. */
  readonly to: string;
}

/** The cells of the table, its head first. */
export function paperTable(metrics: readonly ComparedMetric[], { plusMinus, to }: PaperMarks): string[][] {
  const [first] = metrics;
  const rows = first!.rows;
  const several = rows.some(({ difference }) => difference);
  const trained = rows.some(({ last }) => last);
  return [
    [
      "method",
      "n",
      ...metrics.map(({ label }) => label),
      ...(trained ? ["last", "best on test"] : []),
      ...(several ? ["difference", "95 % interval", "p", "verdict"] : []),
    ],
    ...rows.map(({ name, n, last, best, difference }, i) => [
      name,
      String(n),
      ...metrics.map(({ rows }) => spreadText(rows[i], plusMinus)),
      ...(trained ? [spreadText(last, plusMinus), spreadText(best, plusMinus)] : []),
      ...(several
        ? difference
          ? [
            pointsText(difference.mean),
            intervalText(difference.interval, to),
            probabilityText(difference.pAdjusted),
            difference.verdict.text,
          ]
          : ["", "", "", "baseline"]
        : []),
    ]),
  ];
}
