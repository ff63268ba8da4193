/** Rows of bars: annotated segments and detections, a lane per class. */
import { extent } from "../charts/d3.ts";
import { countText, shortText, spanText } from "../pages/format.ts";
import type { Markup } from "../pages/element.ts";
import { packLanes } from "./intervals.ts";
import type { ReportSegment, ReportVideo } from "../report_data.ts";
import { colourStyle, emptyRow, gutterName, headingRow, type TimelineRow } from "./row.ts";
import { svg } from "../charts/svg.ts";
import type { TimeAxis } from "./time_axis.ts";

/** Class to colour. */
export type Colours = ReadonlyMap<string, number>;

/** Detections drawn per annotated segment, and the least and the greatest number per video. */
const PER_SEGMENT = 3;
const LEAST_DETECTIONS = 10;
const GREATEST_DETECTIONS = 40;
const LEAST_WIDTH = 2;
const FAINTEST = 0.25;

/** A segment as it is drawn. */
export interface SegmentBar extends ReportSegment {
  readonly title: string;
  readonly opacity: number;
  /** Its number, by which scripts find it. */
  readonly number?: number | undefined;
}

/** How bars look, pixels. */
export interface BarStyle {
  readonly class: string;
  readonly height: number;
  readonly pitch: number;
}

/** The annotated segments. */
export function groundTruthRows(
  { groundTruth }: Pick<ReportVideo, "groundTruth">,
  axis: TimeAxis,
  colours: Colours,
): TimelineRow[] {
  const drawn = groundTruth.map((segment) => ({
    ...segment,
    opacity: 1,
    title: `${segment.label}, ${spanText(segment.start, segment.end)}`,
  }));
  return [
    headingRow("Ground truth", drawn.length > 0 ? countText(drawn.length) : undefined),
    ...drawn.length > 0
      ? laneRows(drawn, axis, colours, { class: "truth", height: 12, pitch: 16 })
      : [emptyRow("no annotated segment", axis.left)],
  ];
}

/** What detections are drawn from. */
export type DetectedVideo = Pick<ReportVideo, "detections" | "groundTruth">;

/** The detections of the greatest scores below a heading; the score is the opacity. */
export function detectionRows(
  video: DetectedVideo,
  axis: TimeAxis,
  colours: Colours,
  heading?: TimelineRow,
): TimelineRow[] {
  const shown = shownDetections(video);
  const drawn = scoredBars(shown);
  const all = video.detections.length;
  return [
    heading ?? headingRow("Detections", all === 0 ? undefined : `${drawn.length} of ${countText(all)}`),
    ...drawn.length > 0
      ? laneRows(drawn, axis, colours, { class: "detection", height: 8, pitch: 10 })
      : [emptyRow("no detection", axis.left)],
  ];
}

/** Bars of detections, whose opacity is the score. */
export function scoredBars(detections: ReportVideo["detections"]): SegmentBar[] {
  const [least, greatest] = extent(detections.map(({ score }) => score));
  const reach = least === undefined ? 0 : greatest! - least;
  return detections.map((segment) => ({
    ...segment,
    opacity: reach > 0 ? FAINTEST + (1 - FAINTEST) * (segment.score - least!) / reach : 1,
    title: `${segment.label}, ${spanText(segment.start, segment.end)}, score ${shortText(segment.score)}`,
  }));
}

/** The detections that are drawn, by score. */
export function shownDetections({ detections, groundTruth }: DetectedVideo): ReportVideo["detections"] {
  const shown = Math.max(LEAST_DETECTIONS, Math.min(GREATEST_DETECTIONS, PER_SEGMENT * groundTruth.length));
  return detections.toSorted((a, b) => b.score - a.score).slice(0, shown);
}

/** Bars of one class, in as many lanes as keep them apart. */
export function laneRows(
  bars: readonly SegmentBar[],
  axis: TimeAxis,
  colours: Colours,
  style: BarStyle,
): TimelineRow[] {
  const classes = Map.groupBy(bars, ({ label }) => label);
  const labels = [...classes.keys()].toSorted((a, b) => rank(colours, a) - rank(colours, b));
  return labels.map((label) => {
    const boxes = classes.get(label)!.map((bar) => ({ bar, box: barBox(bar, axis) }));
    const lanes = packLanes(boxes.map(({ box: [x, width] }) => [x, x + width]));
    const used = Math.max(...lanes) + 1;
    const height = Math.max(16, used * style.pitch + 2);
    const top = (height - (used - 1) * style.pitch - style.height) / 2;
    return {
      height,
      gutter: gutterName(label, top + style.height / 2 + (used > 1 ? 1 : 0), colours.get(label)),
      plot: svg(
        "g",
        { style: colourStyle(colours.get(label)) },
        boxes.map(({ bar, box }, i) => barMark(bar, box, top + lanes[i]! * style.pitch, style)),
      ),
    };
  });
}

function barMark(
  { title, opacity, number }: SegmentBar,
  [x, width]: readonly [number, number],
  y: number,
  style: BarStyle,
): Markup {
  return svg(
    "rect",
    {
      class: `bar ${style.class}`,
      role: "img",
      "data-segment": number,
      x,
      y,
      width,
      height: style.height,
      "fill-opacity": opacity === 1 ? undefined : opacity,
    },
    svg("title", {}, title),
  );
}

/** The place of a bar: never narrower than can be seen, never outside of the axis. */
function barBox({ start, end }: ReportSegment, axis: TimeAxis): [x: number, width: number] {
  const from = axis.x(start);
  const width = Math.max(LEAST_WIDTH, axis.x(end) - from);
  return [Math.min(from, axis.right - width), width];
}

function rank(colours: Colours, label: string): number {
  return [...colours.keys()].indexOf(label);
}
