/** A row of red stars on the time axis: the mined snippets. */
import { symbol, symbolStar } from "../charts/d3.ts";
import { countText, EMPTY, nameText, secondsText } from "../pages/format.ts";
import type { Markup } from "../pages/element.ts";
import type { ReportMined } from "../report_data.ts";
import { GUTTER, gutterName, type TimelineRow } from "./row.ts";
import { moved, svg } from "../charts/svg.ts";
import type { TimeAxis } from "./time_axis.ts";

const HEIGHT = 20;
const STAR = symbol(symbolStar, 42).digits(1)() ?? "";
const ID = "star";

/** The shape of all stars of a page, which stands in it once. */
export function starShape(): Markup {
  return svg(
    "svg",
    { class: "shapes", width: 0, height: 0, "aria-hidden": "true" },
    svg("path", { id: ID, d: STAR }),
  );
}

/** One star in a legend. */
export function starKey(style: ReportMined["style"], x: number, y: number): Markup {
  return svg("use", { class: `star key ${style}`, href: `#${ID}`, x, y });
}

/** A star for every snippet of the list. */
export function starRow({ name, seconds, style }: ReportMined, axis: TimeAxis): TimelineRow {
  return {
    height: HEIGHT,
    gutter: [
      gutterName(nameText(name), HEIGHT / 2, undefined, GUTTER - 36),
      svg(
        "text",
        { class: "tick", x: GUTTER - 8, y: HEIGHT / 2 + 4, "text-anchor": "end" },
        seconds.length > 0 ? countText(seconds.length) : EMPTY,
      ),
    ],
    plot: [
      svg("line", { class: "base", x1: axis.left, x2: axis.right, y1: HEIGHT / 2, y2: HEIGHT / 2 }),
      seconds.length > 0 &&
      moved(
        0,
        HEIGHT / 2,
        svg(
          "g",
          {
            class: `star ${style}`,
            role: "img",
            "aria-label": `${nameText(name)}: ${seconds.map(secondsText).join(", ")} s`,
          },
          seconds.map((time) =>
            svg(
              "use",
              { href: `#${ID}`, x: axis.x(time) },
              svg("title", {}, `${secondsText(time)} s`),
            )
          ),
        ),
      ),
    ],
  };
}
