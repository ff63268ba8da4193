/// <reference lib="dom" />
/** Fields for the constants by which snippets are selected, to try others than those of the recipe. */
import type { Program } from "../../../specs/program.ts";
import type { MaskSource } from "../mask_program.ts";
import { make } from "../../report/interactive/browser/dom.ts";

/** The fields. */
export interface ConstantFields {
  readonly element: HTMLElement;
  /** What was changed, as overrides `constants.<name>=value`. */
  readonly overrides: readonly string[];
  /** Shows those that the signals of some sources name, as the recipe has them. */
  show(program: Program, sources: readonly MaskSource[]): void;
  /** Says what is wrong with them. */
  tell(text: string): void;
}

/** Makes them; `onChange` is called when one has another value. */
export function createConstants(onChange: () => void): ConstantFields {
  const fields = make("div", { class: "controls" });
  const told = make("p", { class: "wrong", role: "status" });
  let changed = new Map<string, string>();
  return {
    element: make("div", {}, fields, told),
    get overrides() {
      return [...changed].map(([name, value]) => `constants.${name}=${value}`);
    },
    show({ recipe: { constants } }, sources) {
      const words = new Set(
        sources.flatMap(({ signals }) => signals.flatMap(({ text }) => text.match(/[A-Za-z_]\w*/g) ?? [])),
      );
      changed = new Map();
      fields.replaceChildren(
        ...Object.entries(constants).filter(([name]) => words.has(name)).map(([name, value]) => {
          const input = make("input", { type: "number", value, step: Number.isInteger(value) ? 1 : 0.05 });
          input.addEventListener("input", () => {
            if (input.value === "" || Number(input.value) === value) changed.delete(name);
            else changed.set(name, input.value);
            onChange();
          });
          return make("label", { class: "constant" }, make("code", {}, name), input);
        }),
      );
    },
    tell: (text) => void (told.textContent = text),
  };
}
