/** A small chart of a value over the training steps. */
import { area, line, max, scaleLinear, scaleLog } from "./d3.ts";
import { isDrawable } from "../drawable.ts";
import type { Markup } from "../pages/element.ts";
import { countText } from "../pages/format.ts";
import { frame, PLOT, type Scale } from "./frame.ts";
import { svg } from "./svg.ts";
import { type Point, type ThinPoint, thinPoints } from "./thin.ts";

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
/** Below this range of values a curve is flat. */
const LEAST_RANGE = 1e-12;
/** Above this, only the marked point has its dot. */
const DOTS = 80;

/** The chart; `points` are finite, and positive where the scale is logarithmic. */
export function lineChart(points: readonly Point[], options: LineChartOptions): Markup {
  const { summary, log, dots, marked } = options;
  const x = scaleLinear([
    0,
    Math.max(1, max([options.steps, ...points.map(({ step }) => step)].filter(isDrawable)) ?? 0),
  ], [PLOT.left, PLOT.right]);
  const { y, ticks } = valueScale(points, log);
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

/** Linear from 0 or below, or logarithmic over just the values. */
function valueScale(points: readonly Point[], log: boolean): { y: Scale; ticks: number[] } {
  const values = points.map(({ value }) => value);
  if (log) {
    const [low, high] = [Math.min(...values) / 1.1, Math.max(...values) * 1.1];
    return { y: scaleLog([low, high], [PLOT.bottom, PLOT.top]), ticks: logTicks(low, high) };
  }
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const scale = scaleLinear(high - low > LEAST_RANGE ? [low, high] : [0, 1], [PLOT.bottom, PLOT.top]).nice(4);
  return { y: scale, ticks: scale.ticks(4) };
}

/** Powers of ten, as many as there is room for; with twos and fives where they are few. */
function logTicks(low: number, high: number): number[] {
  const first = Math.ceil(Math.log10(low));
  const last = Math.floor(Math.log10(high));
  const every = Math.max(1, Math.ceil((last - first + 1) / 6));
  const factors = last - first < 2 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = first - 1; power <= last; power++) {
    if (Math.abs(power) % every !== 0) continue;
    for (const factor of factors) {
      const tick = Number(`${factor}e${power}`);
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks;
}
