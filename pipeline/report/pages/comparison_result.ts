/** The tables of results of the page about a sweep or a comparison, as a paper lays them out. */
import type { ComparedGroup, ComparedMetric } from "../../comparison/comparison.ts";
import {
  intervalText,
  pointsText,
  probabilityText,
  signedText,
  spreadText,
} from "../../comparison/formats/cells.ts";
import type { ConfidenceInterval } from "../../comparison/paired.ts";
import type { Spread } from "../../comparison/spread.ts";
import { holdsZero } from "../../comparison/verdict.ts";
import { differenceChart } from "../charts/difference_chart.ts";
import { variantKey } from "../charts/variant_style.ts";
import type { ComparisonData } from "../comparison_data.ts";
import { type Content, element, type Markup } from "./element.ts";
import { countText } from "./format.ts";
import { caption, cell, columnHead, rowHead, scrollBox } from "./table.ts";

/** The rows of a table. */
type Rows = readonly (readonly Content[])[];

/** The table of each metric and that of its differences, mAP at each tIoU, and every value. */
export function comparisonTables(
  { metrics, perTiou, baseline, variants, margin, draws }: ComparisonData,
): Content {
  const several = variants.length > 1;
  return [
    metrics.map((metric) => [
      metricTable(metric),
      several && [
        boxed(metric.label, differenceChart(metric.label, metric.rows, baseline)),
        differenceTable(metric, baseline),
        element("p", { class: "facts" }, howCompared(metric, margin, draws)),
      ],
    ]),
    perTiouTable(perTiou),
    element("details", {}, element("summary", {}, "All values"), valueTable([...metrics, ...perTiou])),
  ];
}

function boxed(label: string, chart: Markup | undefined): Content {
  return chart && scrollBox(`Differences of ${label}`, chart);
}

function metricTable({ label, rows }: ComparedMetric): Markup {
  const trained = rows.some(({ last }) => last);
  const best = trained ? "; the best on test is chosen by the labels of the test videos" : "";
  return table(
    label,
    `${label} in percent: mean ± standard deviation over n seeds${best}`,
    ["variant", "n", label, ...(trained ? ["last", "best on test"] : [])].map((text) => columnHead(text)),
    rows.map((row, i) => [
      named(row, i),
      cell(String(row.n)),
      cell(spreadText(row), "average"),
      ...(trained ? [row.last, row.best].map((spread) => cell(spreadText(spread))) : []),
    ]),
  );
}

function differenceTable({ label, rows }: ComparedMetric, baseline: string): Markup {
  const hasDrawn = rows.some(({ difference }) => difference?.drawn);
  const told = (found: ConfidenceInterval | undefined) =>
    cell(`${intervalText(found)}${found && holdsZero(found) ? " *" : ""}`);
  const head = ["variant", "n", "difference", "by seeds", ...(hasDrawn ? ["by seeds and videos"] : []), "p"];
  return table(
    `Differences of ${label}`,
    `${label}, difference from ${baseline} on equal seeds with 95 % intervals; * holds 0`,
    [...head.map((text) => columnHead(text)), columnHead("verdict", "words")],
    rows.flatMap((row, i) => {
      if (!row.difference) return [];
      const { n, mean, interval, drawn, pAdjusted, verdict } = row.difference;
      return [[
        named(row, i),
        cell(String(n)),
        cell(signedText(n === 0 ? undefined : mean), "average"),
        told(interval),
        ...(hasDrawn ? [told(drawn)] : []),
        cell(probabilityText(pAdjusted)),
        cell(verdict.text, "words"),
      ]];
    }),
  );
}

function howCompared({ rows }: ComparedMetric, margin: number, draws: number): string {
  const tests = rows.filter(({ difference }) => difference).length;
  const drawn = rows.some(({ difference }) => difference?.drawn)
    ? ` By seeds and videos, the grey bar: ${countText(draws)} draws of both with replacement, videos whole.`
    : "";
  return `By seeds, the line with ends: Student's t of pairs; p: the same, corrected for ${tests} by Holm. ` +
    `A difference below ${margin} counts as none.${drawn}`;
}

function perTiouTable(metrics: readonly ComparedMetric[]): Markup {
  return table(
    "mAP per tIoU",
    "mAP in percent at each tIoU: mean, and below it the standard deviation",
    ["variant", "n", ...metrics.map(({ metric }) => metric)].map((text) => columnHead(text)),
    metrics[0]!.rows.map((row, i) => [
      named(row, i),
      cell(String(row.n)),
      ...metrics.map(({ rows }) => cell(stacked(rows[i]!))),
    ]),
  );
}

function stacked({ mean, deviation }: Spread): Content {
  if (deviation === undefined) return pointsText(mean);
  return [pointsText(mean), element("br", {}), element("small", {}, `± ${pointsText(deviation)}`)];
}

/** A row for each run. */
function valueTable(metrics: readonly ComparedMetric[]): Markup {
  const rows = metrics[0]!.rows.flatMap((row, i) =>
    row.values.map(({ seed }) => [
      named(row, i),
      cell(String(seed)),
      ...metrics.map(({ rows }) =>
        cell(pointsText(rows[i]!.values.find((each) => each.seed === seed)?.value))
      ),
    ])
  );
  const head = ["variant", "seed", ...metrics.map(({ metric }) => metric)];
  return table(
    "All values",
    "Every run, in percent: what is compared, and mAP at each tIoU",
    head.map((text) => columnHead(text)),
    rows,
  );
}

function named({ name }: ComparedGroup, i: number): Markup {
  return rowHead([variantKey(i), " ", name]);
}

function table(name: string, text: string, head: readonly Content[], rows: Rows): Markup {
  return scrollBox(
    name,
    element(
      "table",
      { class: "results" },
      caption(text),
      element("thead", {}, element("tr", {}, head)),
      element("tbody", {}, rows.map((cells) => element("tr", {}, cells))),
    ),
  );
}
