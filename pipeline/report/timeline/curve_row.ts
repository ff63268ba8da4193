/** A row with a signal over the snippets. */
import { type PathPoint, surfacePath } from "../charts/compact_path.ts";
import { extent, scaleLinear } from "../charts/d3.ts";
import { shortText } from "../pages/format.ts";
import { mergedIntervals } from "./intervals.ts";
import type { ReportCurve, ReportVideo } from "../report_data.ts";
import { colourStyle, GUTTER, gutterName, type TimelineRow } from "./row.ts";
import type { Colours } from "./segment_rows.ts";
import { svg } from "../charts/svg.ts";
import type { TimeAxis } from "./time_axis.ts";

const HEIGHT = 52;
/** Below this range of values a curve is flat. */
const LEAST_RANGE = 1e-12;
const TOP = 7;
const BOTTOM = HEIGHT - 7;

/** The curve over the annotated segments of its class or, without a class, of all classes. */
export function curveRow(
  curve: ReportCurve,
  video: ReportVideo,
  axis: TimeAxis,
  colours: Colours,
): TimelineRow {
  const [low, high] = valueRange(curve);
  const y = scaleLinear([low, high], [BOTTOM, TOP]);
  const points = curve.values.map((value, i): PathPoint => [
    axis.x(video.begin + (i + 0.5) * video.secondsPerSnippet),
    y(value),
  ]);
  const colour = curve.label === undefined ? undefined : colours.get(curve.label);
  const annotated = video.groundTruth.filter(({ label }) =>
    curve.label === undefined || label === curve.label
  );
  const bands = mergedIntervals(annotated.map(({ start, end }) => [axis.x(start), axis.x(end)]));
  return {
    height: HEIGHT,
    gutter: [
      gutterName(curve.name, HEIGHT / 2, colour),
      curve.missed && svg("text", { class: "note", x: 13, y: HEIGHT / 2 + 17 }, "not predicted"),
      svg("text", { class: "tick", x: GUTTER - 8, y: TOP + 4, "text-anchor": "end" }, shortText(high, 2)),
      svg("text", { class: "tick", x: GUTTER - 8, y: BOTTOM + 3, "text-anchor": "end" }, shortText(low, 2)),
    ],
    plot: [
      bands.map(([start, end]) =>
        svg("rect", { class: "band", x: start, y: TOP - 4, width: end - start, height: BOTTOM - TOP + 4 })
      ),
      svg("line", { class: "base", x1: axis.left, x2: axis.right, y1: BOTTOM, y2: BOTTOM }),
      svg(
        "g",
        {
          class: `curve ${curve.label === undefined ? "shared" : "class"}`,
          style: colourStyle(colour),
          role: "img",
          "aria-label": curve.name,
        },
        svg("path", { class: "line", d: surfacePath(points, y(Math.max(low, 0))) }),
      ),
      curve.median !== undefined &&
      svg(
        "line",
        { class: "median", x1: axis.left, x2: axis.right, y1: y(curve.median), y2: y(curve.median) },
        svg("title", {}, `median ${shortText(curve.median)}`),
      ),
    ],
  };
}

/** From 0 or below to a round number above everything that is drawn. */
function valueRange({ values, median }: ReportCurve): [low: number, high: number] {
  const [low, high] = extent([0, ...values, ...median === undefined ? [] : [median]].filter(Number.isFinite));
  if (high! - low! < LEAST_RANGE) return [low!, low! + 1];
  const [niceLow, niceHigh] = scaleLinear([low!, high!], [0, 1]).nice(4).domain();
  return [niceLow!, niceHigh!];
}
