/** Says what the marks of a timeline mean. */
import { extent } from "../charts/d3.ts";
import { type Content, element, type Markup } from "../pages/element.ts";
import { nameText, shortText } from "../pages/format.ts";
import type { ReportVideo } from "../report_data.ts";
import { shownDetections } from "./segment_rows.ts";
import { starKey } from "./star_row.ts";
import { svg } from "../charts/svg.ts";

/** The caption of a timeline: only what it shows. */
export function timelineLegend(video: ReportVideo): Markup {
  const shown = shownDetections(video);
  const best = shown.length < video.detections.length ? `best ${shown.length} detections` : "detection";
  const truth = video.groundTruth.length > 0;
  return element(
    "figcaption",
    { class: "legend" },
    segmentKeys(truth, best, shown.map(({ score }) => score)),
    truth && video.curves.length > 0 &&
      item(svg("rect", { class: "band", width: 12, height: 12 }), "annotated time"),
    video.curves.some(({ median }) => median !== undefined) &&
      item(svg("line", { class: "median", x1: 0, x2: 22, y1: 6, y2: 6 }), "median over the video", 22),
    video.mined.map(({ name, style }) => item(starKey(style, 6, 6), `mined: ${nameText(name)}`)),
  );
}

/** The caption of rows of segments alone. */
export function segmentLegend(truth: boolean): Markup {
  const text = "best detections of each variant, the darker the higher their score among them";
  return element("figcaption", { class: "legend" }, truth && truthKey(), detectionKey(text));
}

function segmentKeys(truth: boolean, best: string, scores: readonly number[]): Content {
  const [least, greatest] = extent(scores);
  const texts = [...new Set([shortText(least, 2), shortText(greatest, 2)])].join(" to ");
  return [truth && truthKey(), least !== undefined && detectionKey(`${best}, score ${texts}`)];
}

function truthKey(): Markup {
  return item(box("bar truth", 1), "ground truth");
}

function detectionKey(text: string): Markup {
  const boxes = [box("bar detection", 0.25, 0), box("bar detection", 0.6, 9), box("bar detection", 1, 18)];
  return item(boxes, text, 26);
}

function item(key: Content, text: string, width = 12): Markup {
  return element(
    "span",
    { class: "item" },
    svg("svg", { width, height: 12, viewBox: `0 0 ${width} 12`, "aria-hidden": "true" }, key),
    " ",
    text,
  );
}

function box(name: string, opacity: number, x = 0): Markup {
  return svg("rect", {
    class: `key ${name}`,
    style: "--c:var(--muted)",
    x,
    y: 2,
    width: x === 0 && opacity === 1 ? 12 : 8,
    height: 8,
    "fill-opacity": opacity,
  });
}
