/** The differences of variants from the baseline with their intervals, one below the other. */
import type { ComparedGroup } from "../../comparison/comparison.ts";
import { intervalText, pointsText } from "../../comparison/formats/cells.ts";
import type { Markup } from "../pages/element.ts";
import { clippedText, shortText } from "../pages/format.ts";
import { scaleLinear } from "./d3.ts";
import { moved, svg } from "./svg.ts";
import { variantMark } from "./variant_style.ts";

const WIDTH = 720;
const NAMES = 200;
const ROW = 26;
const TOP = 8;
const RIGHT = 24;
const SIZE = 11.5;

/** The chart of a metric's rows; undefined where no difference has an interval. */
export function differenceChart(
  label: string,
  rows: readonly ComparedGroup[],
  baseline: string,
): Markup | undefined {
  const shown = rows.flatMap(({ name, difference }, variant) =>
    difference && difference.n > 0 ? [{ name, variant, ...difference }] : []
  );
  const ends = shown.flatMap(({ interval, drawn }) => [...interval ?? [], ...drawn ?? []]);
  if (ends.length === 0) return undefined;
  const values = [0, ...ends, ...shown.map(({ mean }) => mean)];
  const x = scaleLinear([Math.min(...values), Math.max(...values)], [NAMES, WIDTH - RIGHT]).nice(6);
  const bottom = TOP + shown.length * ROW;
  const text = shown.map(({ name, mean, interval }) =>
    `${name} ${pointsText(mean)}${interval ? `, ${intervalText(interval)}` : ""}`
  );
  return svg(
    "svg",
    {
      class: "chart differences",
      viewBox: `0 0 ${WIDTH} ${bottom + 40}`,
      role: "img",
      "aria-label": `${label}, difference from ${baseline} with 95 % intervals: ${text.join("; ")}`,
    },
    x.ticks(6).map((tick) =>
      moved(
        x(tick),
        0,
        svg("line", { class: tick === 0 ? "axis" : "grid", y1: TOP - 4, y2: bottom + 4 }),
        svg("text", { class: "tick", y: bottom + 18, "text-anchor": "middle" }, shortText(tick)),
      )
    ),
    svg(
      "text",
      { class: "note", x: WIDTH - RIGHT, y: bottom + 34, "text-anchor": "end" },
      `points of ${label}`,
    ),
    shown.map(({ name, variant, mean, interval, drawn }, i) => {
      const y = TOP + (i + 0.5) * ROW;
      return [
        svg("text", { class: "name", x: 0, y: y + 4 }, clippedText(name, NAMES - 16, SIZE)),
        drawn && svg("path", { class: "reach drawn", d: whisker(drawn.map((end) => x(end)), y, 0) }),
        interval && svg("path", { class: "reach", d: whisker(interval.map((end) => x(end)), y, 5) }),
        variantMark(variant, x(mean), y),
      ];
    }),
  );
}

/** A line with ends, `half` pixels up and down. */
function whisker([from, to]: readonly number[], y: number, half: number): string {
  const at = (value: number | undefined) => value!.toFixed(1);
  const end = (x: number | undefined) => half === 0 ? "" : `M${at(x)} ${y - half}v${2 * half}`;
  return `M${at(from)} ${y}H${at(to)}${end(from)}${end(to)}`;
}
