/** What the recipes of variants do not share. */
import { count } from "../../annotations/layout.ts";
import type { ComparisonData, ReportVariant } from "../comparison_data.ts";
import { section } from "./document.ts";
import { element, type Markup } from "./element.ts";
import { caption, columnHead, rowHead, scrollBox } from "./table.ts";

/** More differences of one variant are folded. */
const LISTED = 8;
/** More of all variants are folded together: the numbers come first then. */
const MANY = 24;

/** The section about recipes; nothing where there is one. */
export function recipeDifferences({ variants, baseline }: ComparisonData): Markup | undefined {
  const others = variants.filter(({ name }) => name !== baseline);
  if (others.length === 0) return undefined;
  const few = others.map(({ differences, ...rest }) => ({
    ...rest,
    differences: differences.slice(0, LISTED),
  }));
  const more = others.map(({ differences, ...rest }) => ({ ...rest, differences: differences.slice(LISTED) }))
    .filter(({ differences }) => differences.length > 0);
  const all = others.reduce((sum, { differences }) => sum + differences.length, 0);
  if (all > MANY) {
    const title = `${count(all, "difference")} of ${count(others.length, "recipe")} from the baseline`;
    const table = recipeTable(others, baseline, "its data");
    return section("Recipes", element("details", {}, element("summary", {}, title), table));
  }
  return section(
    "Recipes",
    recipeTable(few, baseline, "its data"),
    more.length > 0 &&
      element("details", {}, element("summary", {}, "More differences"), recipeTable(more, baseline, "")),
  );
}

function recipeTable(variants: readonly ReportVariant[], baseline: string, none: string): Markup {
  return scrollBox(
    "Differences of recipes",
    element(
      "table",
      { class: "recipes" },
      caption(`What a recipe does not share with that of ${baseline}, the baseline`),
      element(
        "thead",
        {},
        element("tr", {}, columnHead("setting"), columnHead(baseline), columnHead("variant")),
      ),
      variants.map(({ name, differences }) =>
        element(
          "tbody",
          {},
          element("tr", {}, element("th", { scope: "rowgroup", colspan: 3 }, name)),
          differences.map(({ path, was, now }) =>
            element(
              "tr",
              {},
              rowHead(element("code", {}, path)),
              [was, now].map((text) => element("td", {}, element("code", {}, text))),
            )
          ),
          differences.length === 0 && element("tr", {}, element("th", { scope: "row", colspan: 3 }, none)),
        )
      ),
    ),
  );
}
