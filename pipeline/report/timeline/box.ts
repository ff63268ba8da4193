/** Rows over one time axis, in a box that scrolls sideways. */
import { svg } from "../charts/svg.ts";
import { element, type Markup } from "../pages/element.ts";
import { GUTTER, stackRows, type TimelineRow } from "./row.ts";
import type { TimeAxis } from "./time_axis.ts";

/** What a reader who does not see the rows should know. */
export interface BoxText {
  readonly name: string;
  readonly summary: string;
}

/** The box, with lines down from the axis, which is its last row: names of rows at its left end stay where they are. */
export function timelineBox(rows: readonly TimelineRow[], axis: TimeAxis, text: BoxText): Markup {
  return rowsBox(rows, axis, text, (height) => [gridLines(axis, height)]);
}

/** The box of rows without an axis of their own. */
export function rowsBox(
  rows: readonly TimelineRow[],
  axis: TimeAxis,
  { name, summary }: BoxText,
  behind: (height: number) => readonly Markup[] = () => [],
): Markup {
  const { height, gutter, plot } = stackRows(rows);
  return element(
    "div",
    {
      class: "scroll",
      tabindex: 0,
      role: "region",
      "aria-label": name,
      style: `--gutter:${GUTTER};--plot:${axis.width}`,
    },
    svg("svg", { class: "gutter", width: GUTTER, height, viewBox: `0 0 ${GUTTER} ${height}` }, gutter),
    svg(
      "svg",
      {
        class: "plot",
        width: axis.width,
        height,
        viewBox: `0 0 ${axis.width} ${height}`,
        role: "group",
        "aria-label": summary,
      },
      behind(height),
      plot,
    ),
  );
}

const AXIS_HEIGHT = 22;

/** The row of the axis itself, below all others. */
export function axisRow({ left, right, unit, ticks, x }: TimeAxis): TimelineRow {
  return {
    height: AXIS_HEIGHT,
    gutter: svg("text", { class: "note", x: GUTTER - 8, y: 18, "text-anchor": "end" }, `time, ${unit}`),
    plot: [
      svg("line", { class: "axis", x1: left, x2: right, y1: 2, y2: 2 }),
      svg("path", { class: "axis", d: ticks.map(({ seconds }) => `M${placed(x(seconds))} 2v4`).join("") }),
      svg(
        "g",
        { "text-anchor": "middle" },
        ticks.map(({ seconds, text }) => svg("text", { class: "tick", x: x(seconds), y: 18 }, text)),
      ),
    ],
  };
}

function gridLines({ ticks, x }: TimeAxis, height: number): Markup {
  const lines = ticks.map(({ seconds }) => `M${placed(x(seconds))} 0v${height - AXIS_HEIGHT}`);
  return svg("path", { class: "grid", d: lines.join("") });
}

function placed(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
