/// <reference lib="dom" />
/** The segments of a video under other settings, above its timeline. */
import type { Detection, Instance } from "../../../annotations/detection.ts";
import { contentText } from "../../pages/element.ts";
import { svg } from "../../charts/svg.ts";
import { GUTTER, stackRows } from "../../timeline/row.ts";
import { detectionRows } from "../../timeline/segment_rows.ts";
import { axisOver } from "../../timeline/time_axis.ts";
import { make } from "./dom.ts";
import type { ShownVideo } from "./video_list.ts";

/** What is to be drawn when a video is unfolded. */
const pending = new WeakMap<HTMLElement, () => void>();

/** Draws the segments, of a folded video when it is unfolded; without segments nothing stands there. */
export function drawSegments(
  shown: ShownVideo,
  detections: readonly Detection[] | undefined,
  groundTruth: readonly Instance[],
): void {
  const { details, figure } = shown;
  const draw = () => {
    for (const old of figure.querySelectorAll(".strip")) old.remove();
    if (detections) figure.querySelector(".scroll")!.before(strip(shown, detections, groundTruth));
  };
  if (details.open) return draw();
  if (!pending.has(details)) {
    details.addEventListener("toggle", () => {
      if (!details.open) return;
      pending.get(details)?.();
      pending.set(details, () => {});
    });
  }
  pending.set(details, draw);
}

function strip(
  { video }: ShownVideo,
  detections: readonly Detection[],
  groundTruth: readonly Instance[],
): HTMLElement {
  const axis = axisOver(video.duration, video.width);
  const rows = detectionRows({ detections, groundTruth }, axis, new Map(video.colours));
  const { height, gutter, plot } = stackRows(rows);
  const summary = `${video.id}: ${detections.length} detections with the settings of the sliders`;
  const box = make("div", {
    class: "scroll",
    tabindex: 0,
    role: "region",
    "aria-label": `Segments of ${video.id} with the settings of the sliders`,
  });
  // Markup of the functions that made the page: every text in it is escaped.
  box.innerHTML = contentText([
    svg("svg", { class: "gutter", width: GUTTER, height, viewBox: `0 0 ${GUTTER} ${height}` }, gutter),
    svg(
      "svg",
      {
        class: "plot",
        width: axis.width,
        height,
        viewBox: `0 0 ${axis.width} ${height}`,
        role: "group",
        "aria-label": summary,
      },
      plot,
    ),
  ]);
  return make(
    "div",
    { class: "strip" },
    make("p", { class: "facts" }, "With the settings of the sliders:"),
    box,
  );
}
