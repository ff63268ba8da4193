/// <reference lib="dom" />
/** Makes elements of a page. */

/** What stands in an element. */
export type Child = Node | string | undefined;

/** An element with attributes and content. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...content: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(key, String(value));
  }
  made.append(...content.filter((each) => each !== undefined));
  return made;
}

/** A field with its name above it. */
export function field(label: string, input: HTMLElement): HTMLLabelElement {
  return make("label", { class: "field" }, make("span", {}, label), input);
}
