/** The timeline of a video under several variants: the ground truth, then what each finds. */
import type { ComparedVideo } from "../comparison_data.ts";
import { svg } from "../charts/svg.ts";
import { isDrawable } from "../drawable.ts";
import { element, type Markup } from "../pages/element.ts";
import { percentText, secondsText } from "../pages/format.ts";
import { axisRow, timelineBox } from "./box.ts";
import { segmentLegend } from "./legend.ts";
import { headingRow, spaceRow } from "./row.ts";
import { type Colours, detectionRows, groundTruthRows } from "./segment_rows.ts";
import { timeAxis } from "./time_axis.ts";

/** The figure of one video. */
export function variantsTimeline(video: ComparedVideo, names: readonly string[], colours: Colours): Markup {
  const { id, duration, labels, groundTruth, variants } = video;
  const all = variants.flatMap(({ detections }) => detections);
  const axis = timeAxis({
    duration,
    groundTruth,
    detections: all,
    curves: [],
    begin: 0,
    secondsPerSnippet: 0,
  });
  const rows = variants.flatMap(({ variant, score, detections }) => [
    spaceRow(6),
    ...detectionRows({ detections, groundTruth }, axis, colours, {
      ...headingRow(names[variant]!),
      plot: svg("text", { class: "note", x: axis.left, y: 13 }, `mAP ${percentText(score)} %`),
    }),
  ]);
  const found = variants.map(({ variant, score }) => `${names[variant]} ${percentText(score)} %`);
  const facts = [
    ...isDrawable(duration) ? [`${secondsText(duration)} s`] : [],
    `annotated: ${labels.join(", ")}`,
    seedText(video),
  ];
  return element(
    "figure",
    { class: "timeline" },
    element("p", { class: "facts" }, facts.join(" · ")),
    timelineBox([...groundTruthRows(video, axis, colours), ...rows, axisRow(axis)], axis, {
      name: `Timelines of ${id}`,
      summary: `${id}: ${groundTruth.length} annotated segments; mAP of the video alone: ${found.join(", ")}`,
    }),
    segmentLegend(groundTruth.length > 0),
  );
}

function seedText({ variants }: ComparedVideo): string {
  const seeds = [...new Set(variants.map(({ seed }) => seed))];
  return seeds.length === 1
    ? `runs of seed ${seeds[0]}`
    : `runs of seeds ${variants.map(({ seed }) => seed).join(", ")}`;
}
