/// <reference lib="dom" />
/** Sliders for the settings of inference, and the numbers that they give. */
import { countText, percentText, shortText, tiouText } from "../../pages/format.ts";
import { type Control, type ControlValues, SLIDER_STEPS } from "../controls.ts";
import type { InteractiveMaps, ScoredMaps } from "../interactive_data.ts";
import { make } from "./dom.ts";

/** The panel. */
export interface SliderPanel {
  readonly element: HTMLElement;
  /** Shows numbers, or that they are computed. */
  tell(scored: ScoredMaps | "computing"): void;
}

/** Makes it; `changed` gets the values whenever a slider moves. */
export function sliderPanel(
  { protocol, own, videos }: InteractiveMaps,
  all: number,
  controls: readonly Control[],
  changed: (values: ControlValues) => void,
): SliderPanel {
  const values = new Map(controls.map(({ name, value }) => [name, value]));
  const resets: (() => void)[] = [];
  const parts = [...Map.groupBy(controls, ({ part }) => part)].map(([part, list]) =>
    make(
      "fieldset",
      {},
      make("legend", {}, part),
      ...list.map((control) => slider(control, values, changed, resets)),
    )
  );
  const reset = make("button", { type: "button" }, "As the run has it");
  reset.addEventListener("click", () => {
    for (const each of resets) each();
    changed(values);
  });
  const { headline: first } = protocol;
  const headline = make("strong", {}, percentText(own.averages[first]! * 100));
  const told = make("p", { class: "now", role: "status" });
  const names = [first, ...protocol.averages.filter((name) => name !== first)];
  const cells = protocol.thresholds.map(() => make("td"));
  const averages = names.map(() => make("td", { class: "average" }));
  const element = make(
    "section",
    { class: "sliders" },
    make("h2", {}, "Other settings of inference"),
    make("p", { class: "facts" }, aboutText(videos.length, all)),
    make("div", { class: "fieldsets" }, ...parts),
    make("p", {}, reset),
    make("div", { class: "number headline" }, headline, told),
    make(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "mAP with these settings" },
      make(
        "table",
        { class: "map" },
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            make("th", { scope: "col" }, "mAP at tIoU, %"),
            ...protocol.thresholds.map((each) => make("th", { scope: "col" }, tiouText(each))),
            ...names.map((name) =>
              make("th", { scope: "col", class: "average" }, "average", make("br"), name)
            ),
          ),
        ),
        make(
          "tbody",
          {},
          make(
            "tr",
            {},
            make("th", { scope: "row" }, "the run"),
            ...own.map.map((each) => make("td", {}, percentText(each * 100))),
            ...names.map((name) => make("td", { class: "average" }, percentText(own.averages[name]! * 100))),
          ),
          make("tr", {}, make("th", { scope: "row" }, "these settings"), ...cells, ...averages),
        ),
      ),
    ),
  );
  return {
    element,
    tell(scored) {
      element.toggleAttribute("data-computing", scored === "computing");
      if (scored === "computing") return;
      headline.textContent = `${percentText(scored.averages[first]! * 100)} %`;
      told.textContent = `average mAP ${first} with these settings, ${
        countText(scored.segments)
      } segments; the run: ${percentText(own.averages[first]! * 100)} %, ${countText(own.segments)} segments`;
      cells.forEach((cell, i) => cell.textContent = percentText(scored.map[i]! * 100));
      averages.forEach((cell, i) => cell.textContent = percentText(scored.averages[names[i]!]! * 100));
    },
  };
}

function aboutText(videos: number, all: number): string {
  const which = videos === all
    ? `all ${all} test videos`
    : `the ${videos} hardest of ${all} test videos, whose maps have room in this page: mAP below is of these alone`;
  return `Segments and mAP are computed anew in this page, by walt's own inference and evaluation, from the maps of ${which}. ` +
    "Maps are rounded to 1/65,535 of their range, so that a number may differ from the run's in its last digit. " +
    "These are the videos that are scored: settings that are chosen here are chosen on the test videos.";
}

function slider(
  { name, label, min, max, value }: Control,
  values: Map<string, number>,
  changed: (values: ControlValues) => void,
  resets: (() => void)[],
): HTMLElement {
  const id = `control-${name}`;
  const output = make("output", { for: id }, shortText(value));
  const input = make("input", { type: "range", id, min, max, step: "any", value });
  const set = (wanted: number) => {
    values.set(name, wanted);
    output.textContent = shortText(wanted);
  };
  input.addEventListener("input", () => {
    set(Number(input.value));
    changed(values);
  });
  // Without steps, as exact values need it, browsers do not agree on what the arrow keys do.
  input.addEventListener("keydown", (event) => {
    const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    input.value = String(Number(input.value) + direction * (max - min) / SLIDER_STEPS);
    set(Number(input.value));
    changed(values);
  });
  resets.push(() => {
    input.value = String(value);
    set(value);
  });
  return make("div", { class: "slider" }, make("label", { for: id }, label), input, output);
}
