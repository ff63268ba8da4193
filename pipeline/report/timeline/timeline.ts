/** The timeline of a video: rows of bars, curves and stars over one time axis. */
import { curveRow } from "./curve_row.ts";
import { isDrawable } from "../drawable.ts";
import { countText, secondsText, shortText } from "../pages/format.ts";
import { element, type Markup } from "../pages/element.ts";
import { timelineLegend } from "./legend.ts";
import type { ReportVideo } from "../report_data.ts";
import { axisRow, timelineBox } from "./box.ts";
import { spaceRow, type TimelineRow } from "./row.ts";
import { type Colours, detectionRows, groundTruthRows } from "./segment_rows.ts";
import { starRow } from "./star_row.ts";
import { type TimeAxis, timeAxis } from "./time_axis.ts";

/** The classes that a timeline shows, in the order of its lanes. */
export function timelineClasses({ labels, groundTruth, detections, curves }: ReportVideo): string[] {
  const found = [...groundTruth, ...detections, ...curves].map(({ label }) => label);
  return [...new Set([...labels, ...found].filter((label) => label !== undefined))];
}

/** The figure of one video; `id` is its anchor. */
export function timeline(video: ReportVideo, id: string, colours: Colours): Markup {
  const axis = timeAxis(video);
  return element(
    "figure",
    { class: "timeline", id },
    element("p", { class: "facts" }, videoFacts(video)),
    timelineBox(timelineRows(video, axis, colours), axis, {
      name: `Timeline of ${video.id}`,
      summary: plotSummary(video),
    }),
    timelineLegend(video),
  );
}

function timelineRows(video: ReportVideo, axis: TimeAxis, colours: Colours): TimelineRow[] {
  const curves = video.curves.map((curve) => curveRow(curve, video, axis, colours));
  return [
    ...groundTruthRows(video, axis, colours),
    spaceRow(6),
    ...detectionRows(video, axis, colours),
    ...curves.length > 0 ? [spaceRow(8), ...curves] : [],
    spaceRow(6),
    ...video.mined.map((mined) => starRow(mined, axis)),
    axisRow(axis),
  ];
}

function videoFacts(video: ReportVideo): string {
  const { duration, labels } = video;
  return [
    isDrawable(duration) ? `${secondsText(duration)} s` : undefined,
    snippetFacts(video),
    labels.length > 0 ? `annotated: ${labels.join(", ")}` : "no annotated class",
  ].filter((fact) => fact !== undefined).join(" · ");
}

/** What a value of the curves stands for; undefined where there is no curve. */
export function snippetFacts(
  { secondsPerSnippet, sampledFrom, curves }: Pick<
    ReportVideo,
    "secondsPerSnippet" | "sampledFrom" | "curves"
  >,
): string | undefined {
  const drawn = Math.max(0, ...curves.map(({ values }) => values.length));
  if (drawn === 0) return undefined;
  const snippets = `${countText(drawn)} ${drawn === 1 ? "snippet" : "snippets"}`;
  const seconds = `${shortText(secondsPerSnippet)} s`;
  if (!sampledFrom) return `${snippets} of ${seconds}`;
  const change = secondsPerSnippet > sampledFrom.seconds ? "stretched" : "shortened";
  return `${snippets}, sampled from ${countText(sampledFrom.snippets)} of ${
    shortText(sampledFrom.seconds)
  } s and ${change} to ${seconds}`;
}

function plotSummary({ id, groundTruth, detections, mined }: ReportVideo): string {
  const stars = mined.reduce((sum, { seconds }) => sum + seconds.length, 0);
  return `${id}: ${groundTruth.length} annotated segments, ${detections.length} detections, ${stars} mined snippets`;
}
