/// <reference lib="dom" />
/** The videos of the page: searched, sorted, opened, and marked at a moment. */
import { percentText } from "../../pages/format.ts";
import { axisOver } from "../../timeline/time_axis.ts";
import type { InteractiveVideo } from "../interactive_data.ts";
import { field, make } from "./dom.ts";

/** A video in the page; score and segments are those of the settings at hand. */
export interface ShownVideo {
  readonly video: InteractiveVideo;
  readonly details: HTMLDetailsElement;
  readonly figure: HTMLElement;
  score: number | undefined;
  segments: number;
}

/** All videos. */
export interface VideoList {
  readonly shown: readonly ShownVideo[];
  /** Unfolds a video, goes there and marks a stretch of it. */
  show(position: number, start: number, end: number): void;
  /** Sorts anew after scores have changed, and tells them. */
  update(): void;
}

const ORDERS: readonly (readonly [name: string, compare: (a: ShownVideo, b: ShownVideo) => number])[] = [
  ["hardest first", (a, b) => scoreOf(a, Infinity) - scoreOf(b, Infinity)],
  ["easiest first", (a, b) => scoreOf(b, -Infinity) - scoreOf(a, -Infinity)],
  ["most predicted segments", (a, b) => b.segments - a.segments],
  ["most annotated segments", (a, b) => b.video.instances - a.video.instances],
  ["by name", (a, b) => a.video.id < b.video.id ? -1 : 1],
];

/** Puts a search and an order above the videos of the page. */
export function listVideos(videos: readonly InteractiveVideo[]): VideoList {
  const shown = videos.map((video, i): ShownVideo => {
    const figure = document.getElementById(`video-${i + 1}`)!;
    const details = figure.closest("details")!;
    return { video, figure, details, score: video.score, segments: video.segments };
  });
  const search = make("input", { type: "search", placeholder: "name or class", autocomplete: "off" });
  const order = make("select", {}, ...ORDERS.map(([name]) => make("option", {}, name)));
  const told = make("p", { class: "facts", role: "status" });
  const place = make("div", { class: "videos" });
  const first = shown[0]!.details;
  first.before(make("div", { class: "tools" }, field("Search", search), field("Order", order), told), place);

  function update(): void {
    const words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    let found = 0;
    for (const { video, details } of shown) {
      const text = [video.id, ...video.labels].join(" ").toLowerCase();
      details.hidden = !words.every((word) => text.includes(word));
      if (!details.hidden) found++;
    }
    const [, compare] = ORDERS[order.selectedIndex]!;
    const sorted = shown.toSorted(compare);
    // Only what moves is moved: a focused summary keeps its focus otherwise.
    if (sorted.some(({ details }, i) => place.children[i] !== details)) {
      place.append(...sorted.map(({ details }) => details));
    }
    told.textContent = found === shown.length
      ? `${found} ${found === 1 ? "video" : "videos"}`
      : `${found} of ${shown.length} videos`;
    for (const { video, details, score } of shown) tellScore(details, video, score);
  }

  search.addEventListener("input", update);
  order.addEventListener("change", update);
  update();
  return {
    shown,
    update,
    show(position, start, end) {
      const { details, figure, video } = shown[position]!;
      details.hidden = false;
      details.open = true;
      mark(figure, video, start, end);
      const summary = details.querySelector("summary")!;
      summary.focus({ preventScroll: true });
      details.scrollIntoView({ block: "start" });
    },
  };
}

function scoreOf({ score }: ShownVideo, unknown: number): number {
  return score === undefined || Number.isNaN(score) ? unknown : score;
}

/** Beside the name: the score of the run and, where it is another, that of the settings at hand. */
function tellScore(details: HTMLElement, video: InteractiveVideo, score: number | undefined): void {
  if (video.score === undefined) return;
  const own = percentText(video.score);
  const now = percentText(score);
  const text = now === own ? ` ${own} %` : ` ${own} → ${now} %`;
  details.querySelector("summary span")!.textContent = `${text} ${video.labels.join(", ")}`;
}

const SVG = "http://www.w3.org/2000/svg";

function mark(figure: HTMLElement, { duration, width }: InteractiveVideo, start: number, end: number): void {
  for (const old of document.querySelectorAll("rect.moment")) old.remove();
  const { x } = axisOver(duration, width);
  for (const plot of figure.querySelectorAll("svg.plot")) {
    const box = document.createElementNS(SVG, "rect");
    const left = x(start);
    const values = {
      class: "moment",
      x: left - 2,
      y: 0,
      width: x(end) - left + 4,
      height: plot.getAttribute("height")!,
    };
    for (const [key, value] of Object.entries(values)) box.setAttribute(key, String(value));
    plot.append(box);
    const scroll = plot.closest(".scroll")!;
    scroll.scrollLeft = Math.max(0, left - scroll.clientWidth / 3);
  }
}
