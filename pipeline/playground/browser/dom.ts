/// <reference lib="dom" />
/** Elements that the page has, and those that scripts add. */
import { make } from "../../report/interactive/browser/dom.ts";
import { type Content, contentText } from "../../report/pages/element.ts";

/** A button that does something. */
export function button(text: string, press: () => void, attributes: Record<string, string> = {}) {
  const made = make("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", press);
  return made;
}

/** An element that the page has. */
export function found<Type extends HTMLElement = HTMLElement>(id: string): Type {
  return document.getElementById(id) as Type;
}

/** Shows markup of the functions that make reports, which escape every text in it. */
export function showMarkup(element: Element, content: Content): void {
  element.innerHTML = contentText(content);
}

/** Calls back once, some milliseconds after the last of several calls. */
export function settled(milliseconds: number, then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(then, milliseconds);
  };
}
