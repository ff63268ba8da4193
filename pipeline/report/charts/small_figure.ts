/** A small chart with its name above it. */
import { type Content, element, type Markup } from "../pages/element.ts";

/** One of several beside each other: a name, a value and a note in a line, then the chart. */
export function smallFigure(name: string, value: string, body: Content, note?: string): Markup {
  return element(
    "figure",
    { class: "small" },
    element(
      "figcaption",
      {},
      element("strong", {}, name),
      " ",
      element("span", { class: "value" }, value),
      note !== undefined && element("span", { class: "note" }, note),
    ),
    body,
  );
}
