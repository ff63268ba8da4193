/** A comparison on the terminal. */
import type { ComparedGroup, ComparedMetric } from "../comparison.ts";
import { holdsZero } from "../verdict.ts";
import type { ConfidenceInterval } from "../paired.ts";
import {
  intervalText,
  pointsText,
  probabilityText,
  seedsText,
  signedText,
  spreadText,
  valuesText,
} from "./cells.ts";

/** Rows of cells with a head, and under it what else is to be said. */
export interface TextTable {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
  readonly below: readonly string[];
}

/** What marks an interval. */
const MARK = " *";

/** The tables of a metric: the methods, then their differences where there is more than one. */
export function terminalTables({ label, rows }: ComparedMetric, draws: number): TextTable[] {
  const [seeds, ...others] = new Set(rows.map(seedsText));
  const alike = others.length === 0;
  const several = rows.some(({ last }) => last !== undefined);
  const head = ["", "n", "mean", "deviation", ...(several ? ["last", "best on test"] : [])];
  const methods = {
    title: `${label}, percent`,
    rows: [
      [...head, ...(alike ? [] : ["seeds"]), alike ? `seeds ${seeds}` : "values"],
      ...rows.map((row) => [
        row.name,
        String(row.n),
        pointsText(row.mean),
        pointsText(row.deviation),
        ...(several ? [pointsText(row.last?.mean), pointsText(row.best?.mean)] : []),
        ...(alike ? [] : [seedsText(row)]),
        valuesText(row),
      ]),
    ],
    below: [],
  };
  return [methods, ...(rows.some(({ difference }) => difference) ? [differences(rows, draws)] : [])];
}

/** Mean and standard deviation of every method at each tIoU. */
export function spreadPerTiou(metrics: readonly ComparedMetric[]): TextTable {
  const rows = metrics[0]!.rows.map(({ name, n }, i) => [
    name,
    String(n),
    ...metrics.map(({ rows }) => spreadText(rows[i])),
  ]);
  return {
    title: "mAP per tIoU, percent",
    rows: [["", "n", ...metrics.map(({ metric }) => metric)], ...rows],
    below: [],
  };
}

function differences(rows: readonly ComparedGroup[], draws: number): TextTable {
  const baseline = rows.find(({ difference }) => !difference)!;
  const drawn = rows.some(({ difference }) => difference?.drawn);
  const cells = rows.flatMap(({ name, difference }) => {
    if (!difference) return [];
    return [[
      name,
      String(difference.n),
      signedText(difference.n === 0 ? undefined : difference.mean),
      marked(difference.interval),
      ...(drawn ? [marked(difference.drawn)] : []),
      probabilityText(difference.pAdjusted),
      difference.verdict.text,
    ]];
  });
  const isMarked = cells.some((row) => row.some((cell) => cell.endsWith(MARK)));
  return {
    title: `difference from ${baseline.name} on equal seeds, with 95 % intervals`,
    rows: [
      ["", "n", "mean", "by seeds", ...(drawn ? ["by seeds and videos"] : []), "p", "verdict"],
      ...cells,
    ],
    below: [
      ...(isMarked ? ["* holds 0"] : []),
      `by seeds: Student's t of pairs; p: the same, corrected for ${cells.length} by Holm`,
      ...(drawn
        ? [
          `by seeds and videos: ${
            draws.toLocaleString("en-US")
          } draws of both with replacement, videos whole`,
        ]
        : []),
    ],
  };
}

function marked(interval: ConfidenceInterval | undefined): string {
  return `${intervalText(interval)}${interval && holdsZero(interval) ? MARK : ""}`;
}
