/** A small chart of a value over the training steps. */
import { area, line, max, scaleLinear } from "./d3.ts";
import { isDrawable } from "../drawable.ts";
import type { Markup } from "../pages/element.ts";
import { countText } from "../pages/format.ts";
import { frame, PLOT, type Scale } from "./frame.ts";
import { svg } from "./svg.ts";
import { type Point, type ThinPoint, thinPoints } from "./thin.ts";
import { valueScale } from "./value_scale.ts";

/** How a chart is drawn. */
export interface LineChartOptions {
  /** What a reader who does not see it should know. */
  readonly summary: string;
  /** Steps from 0 to this. */
  readonly steps: number;
  readonly log: boolean;
  /** A dot on every point while there is room, with its value as the title. */
  readonly dots?: boolean;
  /** The step of the point to mark. */
  readonly marked?: number | undefined;
}

const POINTS = 150;
/** Above this, only the marked point has its dot. */
const DOTS = 80;

/** The chart; `points` are finite, and positive where the scale is logarithmic. */
export function lineChart(points: readonly Point[], options: LineChartOptions): Markup {
  const { summary, log, dots, marked } = options;
  const x = scaleLinear([
    0,
    Math.max(1, max([options.steps, ...points.map(({ step }) => step)].filter(isDrawable)) ?? 0),
  ], [PLOT.left, PLOT.right]);
  const { y, ticks } = valueScale(points.map(({ value }) => value), log);
  const thin = thinPoints(points, POINTS);
  const path = line<ThinPoint>().x(({ step }) => x(step)).y(({ value }) => y(value)).digits(1);
  const spread = area<ThinPoint>().x(({ step }) => x(step)).y0(({ low }) => y(low)).y1(({ high }) => y(high))
    .digits(1);
  return frame(
    {
      summary,
      role: dots ? "group" : "img",
      x: { scale: x, ticks: x.ticks(4).filter(Number.isInteger), name: "step" },
      y: { scale: y, ticks },
      tickText: countText,
    },
    thin.length < points.length && svg("path", { class: "spread", d: spread(thin) ?? "" }),
    svg("path", { class: "line", d: path(thin) ?? "" }),
    dots &&
      points.filter(({ step }) => points.length <= DOTS || step === marked)
        .map((point) => dot(point, point.step === marked, x, y)),
  );
}

function dot({ step, value }: Point, marked: boolean, x: Scale, y: Scale): Markup {
  const title = `step ${countText(step)}: ${value.toFixed(2)}`;
  return svg(
    "circle",
    { class: marked ? "dot marked" : "dot", role: "img", cx: x(step), cy: y(value), r: marked ? 4 : 2.5 },
    svg("title", {}, title),
  );
}
