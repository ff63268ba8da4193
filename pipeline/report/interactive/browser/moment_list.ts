/// <reference lib="dom" />
/** Lists the moments that a number of the diagnosis counts. */
import { thresholdText } from "../../../../specs/kinds/protocols/thresholds.ts";
import type { PredictionType } from "../../../evaluation/diagnosis/error_types.ts";
import { TYPE_NAMES } from "../../../evaluation/diagnosis/words.ts";
import { countText, EMPTY, shortText, spanText } from "../../pages/format.ts";
import type { CountedMoment, InteractiveData } from "../interactive_data.ts";
import { make } from "./dom.ts";
import type { VideoList } from "./video_list.ts";

/** Rows that are listed at once. */
const AT_ONCE = 50;

/** Makes a button of every number that counts moments. */
export function openMoments({ moments, threshold, videos }: InteractiveData, list: VideoList): void {
  for (const cell of document.querySelectorAll<HTMLElement>("td[data-moments]")) {
    const what = cell.dataset["moments"]!;
    const found = moments[what];
    if (!found) continue;
    const button = make(
      "button",
      { type: "button", class: "count", title: "List these moments", "aria-expanded": "false" },
      cell.textContent ?? "",
    );
    cell.replaceChildren(button);
    button.addEventListener("click", () => {
      const box = cell.closest(".scroll")!;
      const old = box.nextElementSibling;
      const isOpen = button.getAttribute("aria-expanded") === "true";
      for (const other of box.querySelectorAll("button.count")) other.setAttribute("aria-expanded", "false");
      if (old?.classList.contains("moments")) old.remove();
      if (isOpen) return;
      button.setAttribute("aria-expanded", "true");
      const panel = momentPanel(titleOf(what, found.length, threshold), found, videos, list);
      box.after(panel);
      panel.querySelector<HTMLElement>("h3")!.focus();
    });
  }
}

function titleOf(what: string, count: number, threshold: number | undefined): string {
  const [kind, by, bin] = what.split(".");
  const name = kind === "missed"
    ? `missed ${count === 1 ? "instance" : "instances"}${by ? `, ${by} ${bin}` : ""}`
    : `${count === 1 ? "segment" : "segments"}: ${TYPE_NAMES[kind as PredictionType]}`;
  return `${countText(count)} ${name}${
    threshold === undefined ? "" : `, at tIoU ${thresholdText(threshold)}`
  }`;
}

function momentPanel(
  title: string,
  moments: readonly CountedMoment[],
  videos: InteractiveData["videos"],
  list: VideoList,
): HTMLElement {
  const rows = make("tbody");
  const more = make("button", { type: "button" });
  const listMore = () => {
    const from = rows.children.length;
    const to = Math.min(moments.length, from + AT_ONCE);
    rows.append(...moments.slice(from, to).map((each) => momentRow(each, videos, list)));
    more.textContent = `Show more: ${countText(moments.length - to)} left`;
    more.hidden = to === moments.length;
  };
  more.addEventListener("click", listMore);
  listMore();
  const head = ["video", "class", "time", "score"].map((text) => make("th", { scope: "col" }, text));
  return make(
    "div",
    { class: "moments" },
    make("h3", { tabindex: -1 }, title),
    make(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": title },
      make("table", {}, make("thead", {}, make("tr", {}, ...head)), rows),
    ),
    more,
  );
}

function momentRow(
  [position, label, start, end, score]: CountedMoment,
  videos: InteractiveData["videos"],
  list: VideoList,
): HTMLTableRowElement {
  const button = make("button", { type: "button" }, videos[position]!.id);
  button.addEventListener("click", () => list.show(position, start, end));
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, button),
    make("td", {}, label),
    make("td", {}, spanText(start, end)),
    make("td", {}, score === undefined ? EMPTY : shortText(score)),
  );
}
