/** A small chart of one scalar over training, a line for each variant with its seeds as a band. */
import type { ScalarCurves, SeedPoint, VariantCurve } from "../comparison_data.ts";
import { isDrawable } from "../drawable.ts";
import type { Markup } from "../pages/element.ts";
import { countText, nameText, shortText } from "../pages/format.ts";
import { area, line, max, min, scaleLinear } from "./d3.ts";
import { frame, PLOT, type Scale } from "./frame.ts";
import { smallFigure } from "./small_figure.ts";
import { svg } from "./svg.ts";
import { closeScale, isLogarithmic, valueScale } from "./value_scale.ts";
import { variantColour, variantLine, variantMark } from "./variant_style.ts";

/** Up to this many points of a curve are all marked. */
const ALL_MARKED = 12;
/** How many marks a longer curve has. */
const MARKS = 4;

/** The chart; `isScore` draws percentages, close up, and says each point. */
export function variantChart(
  { name, curves }: ScalarCurves,
  names: readonly string[],
  { isScore }: { readonly isScore: boolean },
): Markup {
  const points = curves.flatMap(({ points }) => points);
  const values = points.flatMap(({ low, high }) => [low, high]).filter(isDrawable);
  const log = !isScore && isLogarithmic(values);
  const steps = points.map(({ step }) => step);
  // Evaluations begin late, and all of the training is drawn.
  const x = scaleLinear([isScore ? min(steps) ?? 0 : 0, Math.max(1, max(steps) ?? 0)], [
    PLOT.left,
    PLOT.right,
  ]);
  const { y, ticks } = isScore ? closeScale(values) : valueScale(values, log);
  const text = (value: number | undefined) => isScore ? value?.toFixed(2) ?? "" : shortText(value);
  const ends = curves.map(({ variant, points }) => `${names[variant]} ${text(points.at(-1)?.value)}`);
  const summary = `${nameText(name)} over ${countText(max(steps))} steps, at the end: ${ends.join("; ")}`;
  const note = [isScore ? "percent" : "", log ? "log scale" : ""].filter((each) => each !== "").join(", ");
  return smallFigure(
    nameText(name),
    "",
    frame(
      {
        summary,
        role: isScore ? "group" : "img",
        x: { scale: x, ticks: x.ticks(4).filter(Number.isInteger), name: "step" },
        y: { scale: y, ticks },
        tickText: countText,
      },
      curves.map((curve) => band(curve, x, y)),
      curves.map(({ variant, points }) =>
        svg("path", {
          class: variantLine(variant),
          style: variantColour(variant),
          d: pathOf(points, x, y),
        })
      ),
      curves.map(({ variant, points }, i) =>
        markedPoints(points, (i + 0.5) / curves.length).map((point) =>
          variantMark(
            variant,
            x(point.step),
            y(point.value),
            isScore ? `${names[variant]}, ${pointText(point, text)}` : undefined,
          )
        )
      ),
    ),
    note,
  );
}

function band({ variant, points }: VariantCurve, x: Scale, y: Scale): Markup | undefined {
  if (points.every(({ seeds }) => seeds < 2)) return undefined;
  const path = area<SeedPoint>().x(({ step }) => x(step)).y0(({ low }) => y(low)).y1(({ high }) => y(high))
    .digits(1);
  return svg("path", { class: "spread variant", style: variantColour(variant), d: path(points) ?? "" });
}

function pathOf(points: readonly SeedPoint[], x: Scale, y: Scale): string {
  return line<SeedPoint>().x(({ step }) => x(step)).y(({ value }) => y(value)).digits(1)(points) ?? "";
}

/** Few of many points, those of each variant at other places, so that marks do not hide each other. */
function markedPoints(points: readonly SeedPoint[], offset: number): SeedPoint[] {
  if (points.length <= ALL_MARKED) return [...points];
  return Array.from({ length: MARKS }, (_, i) => points[Math.floor((i + offset) * points.length / MARKS)]!);
}

function pointText({ step, value, low, high, seeds }: SeedPoint, text: (value: number) => string): string {
  const spread = seeds > 1 ? `, ${text(low)} to ${text(high)} over ${seeds} seeds` : "";
  return `step ${countText(step)}: ${text(value)}${spread}`;
}
