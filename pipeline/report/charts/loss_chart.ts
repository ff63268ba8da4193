/** Charts of the loss terms and of the evaluations over training. */
import { isDrawable } from "../drawable.ts";
import { type Content, element, type Markup } from "../pages/element.ts";
import { countText, EMPTY, nameText, percentText, shortText } from "../pages/format.ts";
import { lineChart } from "./line_chart.ts";
import { isLogarithmic } from "./value_scale.ts";
import { smallFigure } from "./small_figure.ts";
import type { ReportData, ReportLoss } from "../report_data.ts";
import type { Point } from "./thin.ts";

/** The chart of one loss term. */
export function lossChart({ name, weight, points }: ReportLoss, steps: number): Markup {
  const finite = points.filter(isDrawablePoint);
  const values = finite.map(({ value }) => value);
  const log = isLogarithmic(values);
  const lost = points.length - finite.length;
  const course = `${shortText(finite.at(0)?.value)} → ${shortText(finite.at(-1)?.value)}`;
  const notes = [
    weight === undefined
      ? undefined
      : `weight ${typeof weight === "number" ? shortText(weight) : weight.kind}`,
    log ? "log scale" : undefined,
    lost > 0 ? `${countText(lost)} of ${countText(points.length)} values not finite` : undefined,
  ].filter((note) => note !== undefined);
  const summary = `${name}: ${course} over ${countText(steps)} ${steps === 1 ? "step" : "steps"}`;
  return chartFigure(
    nameText(name),
    course,
    notes.join(", "),
    finite,
    (shown) => lineChart(shown, { summary, steps, log, dots: shown.length === 1 }),
  );
}

/** The chart of the average by which evaluations compare, where a run evaluated more than once. */
export function evaluationChart(
  { evaluations, by, best, steps }: Pick<ReportData, "evaluations" | "by" | "best" | "steps">,
): Markup | undefined {
  if (evaluations.length < 2) return undefined;
  const points = evaluations.map(({ step, average }) => ({ step, value: average })).filter(isDrawablePoint);
  const course = `${percentText(points.at(-1)?.value)} %`;
  const summary = `Average mAP over ${points.length} evaluations, ${course} at the last`;
  const note = best ? `best ${percentText(best.average)} % at step ${countText(best.step)}` : "";
  return chartFigure(
    `average mAP ${by}`,
    course,
    note,
    points,
    (shown) => lineChart(shown, { summary, steps, log: false, dots: true, marked: best?.step }),
  );
}

function chartFigure(
  name: string,
  value: string,
  note: string,
  points: readonly Point[],
  draw: (points: readonly Point[]) => Markup,
): Markup {
  const body: Content = points.length > 0 ? draw(points) : element("p", { class: "empty" }, EMPTY);
  return smallFigure(name, value, body, note);
}

function isDrawablePoint({ step, value }: Point): boolean {
  return isDrawable(step) && isDrawable(value);
}
