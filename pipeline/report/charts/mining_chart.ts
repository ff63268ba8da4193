/** Charts of the mining error over the scale. */
import { line, max, scaleLinear } from "./d3.ts";
import { TOLD_SCALE, toldValue } from "../../evaluation/mining/mining.ts";
import { isDrawable } from "../drawable.ts";
import { type Content, element, type Markup } from "../pages/element.ts";
import { EMPTY, nameText, percentText } from "../pages/format.ts";
import type { ReportMinedCurve, ReportMinedSignal } from "../report_mining.ts";
import { frame, PLOT, type Scale } from "./frame.ts";
import { moved, svg } from "./svg.ts";

/** What is drawn of a curve. */
export type Measure = "outside" | "distance";

/** Half of a mark, pixels. */
const MARK = 3;

/** One measure of one signal. */
export function miningChart(
  { name, target, curves }: ReportMinedSignal,
  measure: Measure,
  scales: readonly number[],
): Markup {
  const told = (style: ReportMinedCurve["style"]) =>
    percentText(toldValue(curves.find((each) => each.style === style)?.[measure] ?? [], scales));
  const course = [...curves.some(({ style }) => style === "before") ? [told("before")] : [], told("after")]
    .join(" → ");
  const title = `${nameText(name)}: ${measure === "outside" ? "outside" : "distance to"} ${nameText(target)}`;
  return element(
    "figure",
    { class: "small" },
    element(
      "figcaption",
      {},
      element("strong", {}, title),
      " ",
      element("span", { class: "value" }, `${course} %`),
      element("span", { class: "note" }, `at scale ${TOLD_SCALE}`),
    ),
    drawn(curves, measure, scales, title),
  );
}

function drawn(
  curves: readonly ReportMinedCurve[],
  measure: Measure,
  scales: readonly number[],
  title: string,
): Content {
  const shown = curves.map((curve) => ({
    ...curve,
    points: scales.map((scale, i) => ({ scale, value: curve[measure][i] })).filter(
      (point): point is Point => point.scale >= 0 && point.scale <= 1 && isDrawable(point.value),
    ),
  })).filter(({ points }) => points.length > 0);
  if (shown.length === 0) return element("p", { class: "empty" }, EMPTY);
  const x = scaleLinear([0, 1], [PLOT.left, PLOT.right]);
  const greatest = max(shown.flatMap(({ points }) => points), ({ value }) => value) ?? 0;
  const y = scaleLinear([0, measure === "outside" ? 100 : Math.max(greatest, 1e-3)], [PLOT.bottom, PLOT.top])
    .nice(4);
  const summary = shown.filter(({ style }) => style !== "between").map((curve) =>
    `${curve.name} ${percentText(toldValue(curve[measure], scales))} %`
  );
  return frame(
    {
      summary: `${title}, at scale ${TOLD_SCALE}: ${summary.join("; ")}`,
      role: "group",
      x: { scale: x, ticks: x.ticks(5), name: "scale" },
      y: { scale: y, ticks: y.ticks(4) },
      tickText: (value) => String(value),
    },
    // What matters most is drawn last.
    ORDER.flatMap((wanted) => shown.filter(({ style }) => style === wanted)).map((curve) => [
      svg("path", { class: `line ${curve.style}`, d: pathOf(curve.points, x, y) }),
      MARKED.has(curve.style) && curve.points.map((point) => mark(curve, point, x, y)),
    ]),
  );
}

interface Point {
  readonly scale: number;
  readonly value: number;
}

const ORDER = ["between", "random", "against", "before", "after"] as const;
const MARKED: ReadonlySet<string> = new Set(["against", "before", "after"]);

function pathOf(points: readonly Point[], x: Scale, y: Scale): string {
  return line<Point>().x(({ scale }) => x(scale)).y(({ value }) => y(value)).digits(1)(points) ?? "";
}

function mark({ name, style }: ReportMinedCurve, { scale, value }: Point, x: Scale, y: Scale): Markup {
  const title = `${name}, scale ${scale}: ${value.toFixed(2)} %`;
  return moved(x(scale), y(value), shape(style, title));
}

/** A disc, a ring, or a square: told apart without colours. */
function shape(style: ReportMinedCurve["style"], title?: string): Markup {
  const name = `mark ${style}`;
  const role = title === undefined ? undefined : "img";
  const content = title !== undefined && svg("title", {}, title);
  return style === "against"
    ? svg("rect", { class: name, role, x: -MARK, y: -MARK, width: 2 * MARK, height: 2 * MARK }, content)
    : svg("circle", { class: name, role, cx: 0, cy: 0, r: MARK }, content);
}

/** What the lines of the charts mean: only those that are drawn. */
export function miningLegend(signals: readonly ReportMinedSignal[]): Markup {
  const curves = signals.flatMap(({ curves }) => curves);
  const nameOf = (wanted: ReportMinedCurve["style"]) => curves.find(({ style }) => style === wanted)?.name;
  const others = curves.filter(({ style }) => style === "against").map(({ name }) => name);
  const items = [
    ["before", nameOf("before")],
    ["after", nameOf("after")],
    ["between", nameOf("between") && "other evaluations"],
    ["random", nameOf("random")],
    ["against", others.length > 0 ? [...new Set(others)].join(", ") : undefined],
  ] as const;
  return element(
    "p",
    { class: "legend" },
    items.flatMap(([style, text]) =>
      text === undefined ? [] : [element(
        "span",
        { class: "item" },
        svg(
          "svg",
          { class: "chart key", width: 34, height: 12, viewBox: "0 0 34 12", "aria-hidden": "true" },
          svg("path", { class: `line ${style}`, d: "M1 6H33" }),
          MARKED.has(style) && moved(17, 6, shape(style)),
        ),
        " ",
        text,
      )]
    ),
  );
}
