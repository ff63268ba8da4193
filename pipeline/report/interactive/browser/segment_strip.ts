/// <reference lib="dom" />
/** The segments of a video under other settings, above its timeline. */
import type { Detection, Instance } from "../../../annotations/detection.ts";
import { contentText } from "../../pages/element.ts";
import { rowsBox } from "../../timeline/box.ts";
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
  const box = make("div", {});
  // Markup of the functions that made the page: every text in it is escaped.
  box.innerHTML = contentText([
    rowsBox(rows, axis, {
      name: `Segments of ${video.id} with the settings of the sliders`,
      summary: `${video.id}: ${detections.length} detections with the settings of the sliders`,
    }),
  ]);
  return make(
    "div",
    { class: "strip" },
    make("p", { class: "facts" }, "With the settings of the sliders:"),
    box.firstElementChild as HTMLElement,
  );
}
