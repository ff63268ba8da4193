/** A row of red stars on the time axis: the mined snippets. */
import { symbol, symbolStar } from "../charts/d3.ts";
import { countText, EMPTY, nameText, secondsText } from "../pages/format.ts";
import type { Markup } from "../pages/element.ts";
import type { ReportMined } from "../report_data.ts";
import { GUTTER, gutterName, type TimelineRow } from "./row.ts";
import { svg } from "../charts/svg.ts";
import type { TimeAxis } from "./time_axis.ts";

const HEIGHT = 20;
const STAR = symbol(symbolStar, 42)() ?? "";

/** One star. */
export function starMark(style: ReportMined["style"], x: number, y: number, title?: string): Markup {
  return svg(
    "path",
    {
      class: title === undefined ? `star key ${style}` : `star ${style}`,
      role: title === undefined ? undefined : "img",
      d: STAR,
      transform: `translate(${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100})`,
    },
    title === undefined ? undefined : svg("title", {}, title),
  );
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
      seconds.map((time) =>
        starMark(style, axis.x(time), HEIGHT / 2, `${nameText(name)}, ${secondsText(time)} s`)
      ),
    ],
  };
}
