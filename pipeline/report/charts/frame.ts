/** The frame of a small chart: its size, the grid of values and the axis below it. */
import type { Content, Markup } from "../pages/element.ts";
import { shortText } from "../pages/format.ts";
import { moved, svg } from "./svg.ts";

const WIDTH = 360;
const HEIGHT = 190;

/** Where the curves are, pixels: the axis is at the bottom. */
export const PLOT = { left: 48, right: WIDTH - 22, top: 10, bottom: HEIGHT - 34 } as const;

/** A place on an axis, pixels. */
export type Scale = (value: number) => number;

/** What stands around the curves of a chart. */
export interface FrameOptions {
  /** What a reader who does not see it should know. */
  readonly summary: string;
  /** "group" where single points have titles of their own. */
  readonly role: "img" | "group";
  readonly x: { readonly scale: Scale; readonly ticks: readonly number[]; readonly name: string };
  readonly y: { readonly scale: Scale; readonly ticks: readonly number[] };
  /** How a tick of the axis is written. */
  readonly tickText: (value: number) => string;
}

/** A chart whose curves are `content`. */
export function frame(
  { summary, role, x, y, tickText }: FrameOptions,
  ...content: readonly Content[]
): Markup {
  return svg(
    "svg",
    { class: "chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role, "aria-label": summary },
    y.ticks.map((value) =>
      moved(
        0,
        y.scale(value),
        svg("line", { class: "grid", x1: PLOT.left, x2: PLOT.right }),
        svg("text", { class: "tick", x: PLOT.left - 6, y: 4, "text-anchor": "end" }, shortText(value)),
      )
    ),
    svg("line", { class: "axis", x1: PLOT.left, x2: PLOT.right, y1: PLOT.bottom, y2: PLOT.bottom }),
    x.ticks.map((value) =>
      moved(
        x.scale(value),
        PLOT.bottom,
        svg("line", { class: "axis", y2: 4 }),
        svg("text", { class: "tick", y: 16, "text-anchor": "middle" }, tickText(value)),
      )
    ),
    svg("text", { class: "note", x: PLOT.right, y: HEIGHT - 4, "text-anchor": "end" }, x.name),
    content,
  );
}
