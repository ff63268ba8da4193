/// <reference lib="dom" />
/** The view of masks: a map over time that can be drawn, and which snippets the recipe selects from it. */
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { compileRecipe } from "../../../specs/compile/mod.ts";
import type { Program, Signal } from "../../../specs/program.ts";
import { maskProgram, type MaskSource, maskSources } from "../mask_program.ts";
import type { News, Selected } from "../messages.ts";
import { createConstants } from "./constant_fields.ts";
import type { Desk } from "./desk.ts";
import { make } from "../../report/interactive/browser/dom.ts";
import { button, found, showMarkup } from "./dom.ts";
import { SHAPES, SNIPPETS } from "./drawn_map.ts";
import { drawWith } from "./map_input.ts";
import { mapDrawing, rangesText, rowDrawing } from "./mask_drawing.ts";
import type { WorkerClient } from "./worker_client.ts";

/** The view. */
export interface MaskView {
  update(): void;
  hear(news: News): void;
}

/** Makes it. */
export function createMaskView(desk: Desk, worker: WorkerClient): MaskView {
  const facts = make("p", { class: "facts" });
  const choice = make("select", { "aria-label": "Map" });
  const shapes = Object.entries(SHAPES).map(([name, shape]) => button(name, () => take(shape())));
  const constants = createConstants(compile);
  const drawing = make("div", { class: "map" });
  const rows = make("div", { class: "rows" });
  const all = make(
    "div",
    {},
    make("div", { class: "controls" }, choice, ...shapes),
    constants.element,
    drawing,
    rows,
  );
  found("view-masks").append(facts, all);
  let map: Float32Array = Object.values(SHAPES)[0]!();
  let cursor = 0;
  let sources: readonly MaskSource[] = [];
  let source: MaskSource | undefined;
  let drawnOf: Program | undefined;
  let program: Program | undefined;
  let selected: Selected | undefined;
  let isAsked = false;
  let isStale = false;
  choice.addEventListener("change", compile);
  drawWith(drawing, {
    map: () => map,
    cursor: () => cursor,
    change(next, at) {
      cursor = at;
      take(next);
    },
  });

  function update(): void {
    if (!desk.program) {
      facts.textContent = "There is something to mend: what is shown is of the recipe before.";
      return;
    }
    if (desk.program === drawnOf) return;
    drawnOf = desk.program;
    sources = maskSources(drawnOf);
    choice.replaceChildren(...sources.map(({ name }) => make("option", { value: name }, name)));
    choice.hidden = sources.length < 2;
    all.hidden = sources.length === 0;
    facts.textContent = sources.length === 0
      ? "This recipe selects no snippets from a map over time [B, T]. Recipe demo does."
      : `Draw ${
        sources[0]!.name
      } over ${SNIPPETS} snippets, by pointer or by arrow keys: below is what this recipe selects from it in training.`;
    constants.show(drawnOf, sources);
    compile();
  }

  /** Compiles the recipe with other constants, and asks anew. */
  function compile(): void {
    const { path, shelf } = desk;
    try {
      const other = constants.overrides.length === 0 ? drawnOf! : compileRecipe(path, {
        set: constants.overrides,
        read: (file) => shelf.host.read(`/${file}`),
      });
      source = maskSources(other).find(({ name }) => name === choice.value);
      program = source && maskProgram(other, source);
      constants.tell("");
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      constants.tell(error.diagnostics.map(({ message, hint = "" }) => `${message}. ${hint}`).join("\n"));
      return;
    }
    selected = undefined;
    ask();
  }

  function take(next: Float32Array): void {
    map = next;
    ask();
  }

  /** Asks the worker, one question at a time: of those that come meanwhile the last one counts. */
  function ask(): void {
    draw();
    if (!program || !source) return;
    isStale = isAsked;
    if (isAsked) return;
    isAsked = true;
    worker.order({ is: "select", program, names: source.signals.map(({ name }) => name), map });
  }

  function hear(news: News): void {
    if (news.is !== "selected") return;
    isAsked = false;
    selected = news.selected;
    draw();
    document.documentElement.dataset["selected"] = String(!isStale);
    if (isStale) ask();
  }

  function draw(): void {
    const signals = source?.signals ?? [];
    const values = (signal: Signal) => selected?.[signal.name] ?? [];
    const thresholds = signals.filter(isThreshold).flatMap(values);
    const hadFocus = drawing.contains(document.activeElement);
    showMarkup(drawing, mapDrawing(map, thresholds, cursor));
    if (hadFocus) drawing.querySelector<SVGElement>("svg")!.focus();
    rows.replaceChildren(...signals.map((signal) => row(signal, values(signal))));
  }

  return { update, hear };
}

function isThreshold({ type: { dims } }: Signal): boolean {
  return dims.length === 1;
}

function row(signal: Signal, values: readonly number[]): HTMLElement {
  const head = make(
    "p",
    {},
    make("strong", {}, signal.name),
    " ",
    make("code", {}, signal.text),
  );
  if (isThreshold(signal)) {
    return make(
      "div",
      { class: "select-row" },
      head,
      make("p", { class: "facts" }, values[0]?.toFixed(3) ?? ""),
    );
  }
  const cells = make("div", {});
  showMarkup(cells, rowDrawing(signal, values, SNIPPETS));
  const chosen = signal.type.indexes
    ? [...new Set(values)].sort((a, b) => a - b)
    : [...values.entries()].filter(([, value]) => value > 0).map(([t]) => t);
  const text = chosen.length === 0 ? "nothing" : `${chosen.length} of ${SNIPPETS}: ${rangesText(chosen)}`;
  return make("div", { class: "select-row" }, head, cells, make("p", { class: "facts" }, text));
}
