/** The tables of the report. */
import { mean } from "../charts/d3.ts";
import { type Content, element, type Markup } from "./element.ts";
import { countText, EMPTY, percentText, tiouText } from "./format.ts";
import type { ReportClass, ReportData } from "../report_data.ts";

/** mAP per tIoU and the averages, percent. */
export function tiouTable({ map, averages, steps, keeps, best }: ReportData): Markup {
  const at = keeps === "best" && best
    ? `step ${countText(best.step)}, the best`
    : `the last step, ${countText(steps)}`;
  return scrollBox(
    "mAP per tIoU",
    element(
      "table",
      { class: "map" },
      caption(`mAP in percent at ${at}`),
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          columnHead("tIoU"),
          map.map(({ tiou }) => columnHead(tiouText(tiou))),
          averages.map(({ name }) => columnHead(["average ", element("br", {}), name], "average")),
        ),
      ),
      element(
        "tbody",
        {},
        element(
          "tr",
          {},
          rowHead("mAP"),
          map.map(({ percent }) => cell(percentText(percent))),
          averages.map(({ percent }) => cell(percentText(percent), "average")),
        ),
      ),
    ),
  );
}

/** AP per class and tIoU, percent, shaded by value. */
export function classTable({ map, perClass }: ReportData): Markup {
  return scrollBox(
    "AP per class",
    element(
      "table",
      { class: "classes" },
      caption("AP in percent per class and tIoU, and its mean over the tIoUs"),
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          columnHead("class"),
          columnHead("instances"),
          columnHead("predictions"),
          map.map(({ tiou }) => columnHead(tiouText(tiou))),
          columnHead("mean", "average"),
        ),
      ),
      element("tbody", {}, perClass.map((row) => classRow(row, map.length))),
    ),
  );
}

/** Names and values. */
export function factsTable(title: string, facts: readonly (readonly [string, string])[]): Markup {
  return scrollBox(
    title,
    element(
      "table",
      { class: "facts" },
      caption(title),
      element(
        "tbody",
        {},
        facts.map(([name, value]) =>
          element("tr", {}, rowHead(name), element("td", {}, value === "" ? EMPTY : value))
        ),
      ),
    ),
  );
}

/** A box that scrolls sideways, also by keyboard, where its content is wider than the page. */
export function scrollBox(label: string, ...content: readonly Content[]): Markup {
  return element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, ...content);
}

function classRow({ label, percent, instances, predictions }: ReportClass, thresholds: number): Markup {
  const values = Array.from({ length: thresholds }, (_, i) => percent[i]);
  const known = values.filter((value) => value !== undefined && Number.isFinite(value));
  return element(
    "tr",
    {},
    rowHead(label),
    cell(countText(instances)),
    cell(countText(predictions)),
    values.map((value) => shadedCell(value)),
    shadedCell(known.length === thresholds ? mean(known) : undefined, "average"),
  );
}

function shadedCell(percent: number | undefined, name?: string): Markup {
  const known = percent !== undefined && Number.isFinite(percent);
  return element(
    "td",
    {
      class: name ? `shaded ${name}` : "shaded",
      style: known ? `--ap:${Math.min(100, Math.max(0, percent)).toFixed(0)}%` : undefined,
    },
    percentText(percent),
  );
}

/** What a table shows. */
export function caption(text: string): Markup {
  return element("caption", {}, element("span", {}, text));
}

/** The head of a column. */
export function columnHead(text: Content, name?: string): Markup {
  return element("th", { scope: "col", class: name }, text);
}

/** The head of a row. */
export function rowHead(text: Content): Markup {
  return element("th", { scope: "row" }, element("span", {}, text));
}

/** A value; `moments` says which moments it counts. */
export function cell(text: Content, name?: string, moments?: string): Markup {
  return element("td", { class: name, "data-moments": moments }, text);
}
