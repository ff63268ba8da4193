/** The timeline under a film: found segments by class, curves, and a cursor that a script moves. */
import { svg } from "../charts/svg.ts";
import { drawableVideo } from "../drawable.ts";
import { element, type Markup } from "../pages/element.ts";
import { countText, shortText } from "../pages/format.ts";
import type { ReportVideo } from "../report_data.ts";
import { axisRow, timelineBox } from "../timeline/box.ts";
import { curveRow } from "../timeline/curve_row.ts";
import { emptyRow, headingRow, spaceRow, type TimelineRow } from "../timeline/row.ts";
import { type Colours, laneRows, scoredBars } from "../timeline/segment_rows.ts";
import { type TimeAxis, timeAxis } from "../timeline/time_axis.ts";
import type { FilmPageData } from "./film_data.ts";

/** The film as a video of a report, without anything that cannot be drawn. */
export function filmVideo({ video, segments }: FilmPageData): ReportVideo {
  // Lanes stand in the order of the curves.
  const labels = video.curves.flatMap(({ label }) => label ?? []);
  return drawableVideo({ ...video, labels, groundTruth: [], detections: segments, mined: [] });
}

/** The figure. A script reads the axis from its data: pixels and seconds. */
export function filmTimeline(video: ReportVideo, found: number, colours: Colours): Markup {
  const axis = timeAxis(video);
  const rows = filmRows(video, found, axis, colours);
  return element(
    "figure",
    {
      class: "timeline",
      "data-left": axis.left,
      "data-right": axis.right,
      "data-duration": String(axis.duration),
    },
    timelineBox([...rows, cursorRow(rows, axis)], axis, {
      name: `Timeline of ${video.id}`,
      summary: `${video.detections.length} found segments over ${countText(axis.duration)} s`,
    }),
    legend(video),
  );
}

/** A line over all rows that stand above it. */
function cursorRow(rows: readonly TimelineRow[], { left }: TimeAxis): TimelineRow {
  const height = rows.reduce((sum, row) => sum + row.height, 0);
  return {
    height: 0,
    gutter: undefined,
    plot: svg("line", { class: "cursor", x1: left, x2: left, y1: -height, y2: 0 }),
  };
}

function legend({ detections }: ReportVideo): Markup | undefined {
  const scores = detections.map(({ score }) => score);
  const [least, greatest] = [Math.min(...scores), Math.max(...scores)];
  if (!(least < greatest)) return undefined;
  return element(
    "figcaption",
    { class: "legend" },
    `The fainter a bar, the lower its score: ${shortText(least, 2)} to ${shortText(greatest, 2)}.`,
  );
}

function filmRows(video: ReportVideo, found: number, axis: TimeAxis, colours: Colours): TimelineRow[] {
  const { detections } = video;
  const bars = scoredBars(detections).map((bar, number) => ({ ...bar, number }));
  const note = detections.length < found
    ? `${countText(detections.length)} of ${countText(found)}`
    : undefined;
  return [
    headingRow("Segments", note),
    ...bars.length > 0
      ? laneRows(bars, axis, colours, { class: "detection", height: 12, pitch: 15 })
      : [emptyRow("no segment was found", axis.left)],
    spaceRow(8),
    ...video.curves.map((curve) => curveRow(curve, video, axis, colours)),
    spaceRow(6),
    axisRow(axis),
  ];
}
