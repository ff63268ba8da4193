/** The page about a sweep or a comparison. */
import { count } from "../../annotations/layout.ts";
import { variantChart } from "../charts/variant_chart.ts";
import { variantKey } from "../charts/variant_style.ts";
import type { ComparisonData, ReportVariant, ScalarCurves } from "../comparison_data.ts";
import { COMPARISON_STYLE } from "./comparison_style.ts";
import { recipeDifferences } from "./comparison_recipes.ts";
import { comparisonTables } from "./comparison_result.ts";
import { timelines } from "./comparison_timelines.ts";
import { documentText, section, warnings } from "./document.ts";
import { type Content, element, type Markup } from "./element.ts";
import { caption, columnHead, rowHead, scrollBox } from "./table.ts";

/** The page as text: HTML with inline SVG and CSS; it needs no script, font, picture or network. */
export function renderComparison(data: ComparisonData): string {
  const { title, variants, failed, notes } = data;
  return documentText(
    { title: `${title}: ${count(variants.length, "variant")}`, style: COMPARISON_STYLE },
    heading(data),
    warnings(
      "Failed run",
      failed.map(({ variant, seed, message }) => `${variant}, seed ${seed}: ${message}`),
    ),
    warnings("Note", notes),
    recipeDifferences(data),
    section("Results", comparisonTables(data)),
    training(data),
    timelines(data),
    runs(variants),
  );
}

function heading({ title, variants, protocol, scored, baseline }: ComparisonData): Markup {
  const seeds = [...new Set(variants.flatMap(({ runs }) => runs.map(({ seed }) => seed)))].sort((a, b) =>
    a - b
  );
  const facts = [
    count(variants.length, "variant"),
    seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${seeds.join(", ")}`,
    `baseline ${baseline}`,
    `protocol ${protocol}`,
    ...scored === undefined ? [] : [`scored on ${scored}`],
  ];
  return element("header", {}, element("h1", {}, title), element("p", { class: "facts" }, facts.join(" · ")));
}

function training({ variants, curves, metrics }: ComparisonData): Markup | undefined {
  const names = variants.map(({ name }) => name);
  const charts = (scalars: readonly ScalarCurves[], isScore: boolean) =>
    scalars.map((scalar) => variantChart(scalar, names, { isScore }));
  const { evaluations, losses, logged } = curves;
  const all = [...charts(evaluations, true), ...charts(losses, false)];
  if (all.length === 0) return undefined;
  const unscored = evaluations.length === 0
    ? [` ${metrics[0]!.label} is known of the last step alone: training.evaluate_every asks for more.`]
    : [];
  return section(
    "Training",
    element(
      "p",
      { class: "facts" },
      "Means over the seeds; a band spans the least and the greatest of them. Loss terms are drawn before their weights, ",
      "total is the weighted sum; of long series the means of consecutive steps.",
      unscored,
    ),
    element(
      "p",
      { class: "legend" },
      names.map((name, i) => element("span", { class: "item" }, variantKey(i), " ", name)),
    ),
    element("div", { class: "charts" }, all),
    logged.length > 0 && [
      element("p", { class: "facts" }, "What recipes log, which is no part of the loss."),
      element("div", { class: "charts" }, charts(logged, false)),
    ],
  );
}

function runs(variants: readonly ReportVariant[]): Markup {
  const link = (folder: string, report: string | undefined): Content =>
    report === undefined ? folder : element("a", { href: report }, folder);
  return section(
    "Runs",
    scrollBox(
      "Runs",
      element(
        "table",
        { class: "runs" },
        caption("The runs, with links to their own reports"),
        element(
          "thead",
          {},
          element("tr", {}, columnHead("variant"), columnHead("seed"), columnHead("run", "words")),
        ),
        element(
          "tbody",
          {},
          variants.flatMap(({ name, runs }) =>
            runs.map(({ seed, folder, report }) =>
              element(
                "tr",
                {},
                rowHead(name),
                element("td", {}, String(seed)),
                element("td", { class: "words" }, link(folder, report)),
              )
            )
          ),
        ),
      ),
    ),
  );
}
