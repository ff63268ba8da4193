/// <reference lib="dom" />
/** Places in recipes that lead there. */
import { make } from "../../report/interactive/browser/dom.ts";
import { button } from "./dom.ts";

/** Shows a line of a recipe, counted from 1. */
export type Visit = (path: string, line: number) => void;

/** A place such as `recipes/demo.yaml:9` as a button that leads there; another text as it is. */
export function placeLink(text: string, visit: Visit): HTMLElement {
  const [, path, line] = /^([\w./-]+\.yaml):(\d+)$/.exec(text) ?? [];
  if (path === undefined) return make("span", { class: "facts" }, text);
  return button(text, () => visit(path, Number(line)), { class: "place" });
}
