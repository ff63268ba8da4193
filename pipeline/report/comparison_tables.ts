/** All that the page about a sweep or a comparison draws, as tables for other programs. */
import { csvLines } from "../comparison/formats/csv.ts";
import { csvLine } from "../files/csv_line.ts";
import type { ComparisonData } from "./comparison_data.ts";

/** A line of a table. */
type Row = readonly (string | number | undefined)[];

/** File names and texts: only of what there is. Times are seconds; mAP is in percent. */
export function comparisonCsv(data: ComparisonData): ReadonlyMap<string, string> {
  const tables = { ...variantTables(data), ...curveTable(data), ...videoTables(data) };
  const texts = Object.entries(tables).filter(([, rows]) => rows.length > 1)
    .map(([name, rows]) => [`${name}.csv`, linesText(rows.map((row) => csvLine(row)))] as const);
  return new Map([["results.csv", linesText(csvLines([...data.metrics, ...data.perTiou]))], ...texts]);
}

function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

function variantTables({ variants, failed, metrics, perTiou }: ComparisonData): Record<string, Row[]> {
  return {
    values: [
      ["metric", "variant", "seed", "value"],
      ...[...metrics, ...perTiou].flatMap(({ metric, rows }) =>
        rows.flatMap(({ name, values }) => values.map(({ seed, value }) => [metric, name, seed, value]))
      ),
    ],
    recipes: [
      ["variant", "setting", "baseline", "value"],
      ...variants.flatMap(({ name, differences }) =>
        differences.map(({ path, was, now }) => [name, path, was, now])
      ),
    ],
    runs: [
      ["variant", "seed", "run"],
      ...variants.flatMap(({ name, runs }) => runs.map(({ seed, folder }) => [name, seed, folder])),
    ],
    failed: [
      ["variant", "seed", "message"],
      ...failed.map(({ variant, seed, message }) => [variant, seed, message]),
    ],
  };
}

function curveTable({ variants, curves }: ComparisonData): Record<string, Row[]> {
  return {
    curves: [
      ["kind", "name", "variant", "step", "mean", "low", "high", "seeds"],
      ...Object.entries(curves).flatMap(([kind, scalars]) =>
        scalars.flatMap(({ name, curves }) =>
          curves.flatMap(({ variant, points }) =>
            points.map(({ step, value, low, high, seeds }) => [
              kind,
              name,
              variants[variant]!.name,
              step,
              value,
              low,
              high,
              seeds,
            ])
          )
        )
      ),
    ],
  };
}

function videoTables({ videos, variants: all }: ComparisonData): Record<string, Row[]> {
  return {
    videos: [
      ["video", "variant", "mean_map", "seed", "map"],
      ...videos.flatMap(({ id, variants }) =>
        variants.map(({ variant, mean, seed, score }) => [id, all[variant]!.name, mean, seed, score])
      ),
    ],
    segments: [
      ["video", "variant", "seed", "kind", "label", "start", "end", "score"],
      ...videos.flatMap(({ id, groundTruth, variants }) => [
        ...groundTruth.map(({ label, start, end }) => [
          id,
          undefined,
          undefined,
          "annotated",
          label,
          start,
          end,
          undefined,
        ]),
        ...variants.flatMap(({ variant, seed, detections }) =>
          detections.map(({ label, start, end, score }) => [
            id,
            all[variant]!.name,
            seed,
            "predicted",
            label,
            start,
            end,
            score,
          ])
        ),
      ]),
    ],
  };
}
