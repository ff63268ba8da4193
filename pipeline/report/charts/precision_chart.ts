/** A small chart of precision over recall. */
import type { ClassCurve } from "../../evaluation/diagnosis/class_curves.ts";
import type { Markup } from "../pages/element.ts";
import { percentText } from "../pages/format.ts";
import { line, scaleLinear } from "./d3.ts";
import { frame, PLOT } from "./frame.ts";
import { smallFigure } from "./small_figure.ts";
import { svg } from "./svg.ts";

const TICKS = [0, 50, 100];

/** The curve of one class. */
export function precisionChart({ label, points }: ClassCurve): Markup {
  const x = scaleLinear([0, 1], [PLOT.left, PLOT.right]);
  const y = scaleLinear([0, 1], [PLOT.bottom, PLOT.top]);
  const last = points.at(-1);
  const found = `finds ${percentText((last?.recall ?? 0) * 100)} %`;
  const summary = `${label}: precision over recall; all its segments together ${
    last
      ? `find ${percentText(last.recall * 100)} %, at a precision of ${percentText(last.precision * 100)} %`
      : "find nothing"
  }`;
  const path = line<(typeof points)[number]>().x(({ recall }) => x(recall)).y(({ precision }) => y(precision))
    .digits(1);
  return smallFigure(
    label,
    found,
    frame(
      {
        summary,
        role: "img",
        x: { scale: (percent) => x(percent / 100), ticks: TICKS, name: "recall, %" },
        y: { scale: (percent) => y(percent / 100), ticks: TICKS },
        tickText: String,
      },
      svg("path", { class: "line", d: path(points) ?? "" }),
      // A line of one point is not seen.
      points.length === 1 &&
        svg("circle", { class: "dot", cx: x(last!.recall), cy: y(last!.precision), r: 2.5 }),
    ),
  );
}
