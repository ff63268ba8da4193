/** The lowest row of a timeline, and the lines from it up through all others. */
import { svg } from "../charts/svg.ts";
import type { Markup } from "../pages/element.ts";
import { GUTTER, type TimelineRow } from "./row.ts";
import type { TimeAxis } from "./time_axis.ts";

const AXIS_HEIGHT = 22;

/** The row of the axis, with its ticks. */
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

/** Lines at the ticks, down to the axis row. */
export function gridLines({ ticks, x }: TimeAxis, height: number): Markup {
  const lines = ticks.map(({ seconds }) => `M${placed(x(seconds))} 0v${height - AXIS_HEIGHT}`);
  return svg("path", { class: "grid", d: lines.join("") });
}

function placed(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
