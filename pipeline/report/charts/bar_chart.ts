/** A small chart of shares: one bar for each part. */
import { isDrawable } from "../drawable.ts";
import type { Markup } from "../pages/element.ts";
import { percentText } from "../pages/format.ts";
import { scaleLinear } from "./d3.ts";
import { frame, PLOT } from "./frame.ts";
import { svg } from "./svg.ts";

/** One bar. */
export interface Bar {
  /** What stands below it: few letters. */
  readonly name: string;
  /** Percent of at most 100; without a number there is no bar. */
  readonly percent: number | undefined;
  /** What it is, in words. */
  readonly title: string;
}

/** Part of the room of a bar that it fills. */
const FILLED = 0.72;

/** The bars over an axis that is named `axis`; `summary` is for a reader who does not see them. */
export function barChart(bars: readonly Bar[], axis: string, summary: string): Markup {
  const room = (PLOT.right - PLOT.left) / Math.max(1, bars.length);
  const middle = (i: number) => PLOT.left + (i + 0.5) * room;
  const y = scaleLinear([0, 100], [PLOT.bottom, PLOT.top]);
  return frame(
    {
      summary,
      role: "group",
      x: { scale: middle, ticks: bars.map((_, i) => i), name: axis },
      y: { scale: y, ticks: [0, 50, 100] },
      tickText: (i) => bars[i]!.name,
    },
    bars.map(({ percent, title }, i) =>
      isDrawable(percent) &&
      svg(
        "rect",
        {
          class: "part",
          role: "img",
          x: Number((middle(i) - room * FILLED / 2).toFixed(1)),
          y: Number(y(percent).toFixed(1)),
          width: Number((room * FILLED).toFixed(1)),
          height: Number((PLOT.bottom - y(percent)).toFixed(1)),
        },
        svg("title", {}, `${title}: ${percentText(percent)} %`),
      )
    ),
  );
}
