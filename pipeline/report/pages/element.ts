/** Builds markup as text, escaped by construction. */
import { escapeControls } from "../../../specs/diagnostics/escape.ts";

/** Finished markup. Plain strings are not: they are escaped wherever they are put. */
export interface Markup {
  readonly markup: string;
}

/** What an element may contain. */
export type Content = Markup | string | false | undefined | readonly Content[];

/** The values of attributes; an undefined one is left out. */
export type AttributeValue = string | number | undefined;

const VOID = new Set(["br", "col", "hr", "img", "input", "link", "meta", "track"]);

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * `text` for use in content and in quoted attributes. Control characters, which no page may hold, and bidirectional and
 * invisible ones, which make it read as something else, show as escapes.
 */
export function escapeText(text: string): string {
  return escapeControls(text.toWellFormed(), "\r\n")
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** One element. Numbers in attributes are rounded to hundredths. Throws a RangeError where one is not finite. */
export function element(
  name: string,
  attributes: Readonly<Record<string, AttributeValue>>,
  ...content: readonly Content[]
): Markup {
  const written = Object.entries(attributes)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(attributeText(name, key, value))}"`)
    .join("");
  return {
    markup: VOID.has(name) ? `<${name}${written}>` : `<${name}${written}>${contentText(content)}</${name}>`,
  };
}

/** Content as text. */
export function contentText(content: Content): string {
  if (content === undefined || content === false) return "";
  if (typeof content === "string") return escapeText(content);
  return "markup" in content ? content.markup : content.map(contentText).join("");
}

function attributeText(element: string, key: string, value: string | number): string {
  if (typeof value === "string") return value;
  if (!Number.isFinite(value)) throw new RangeError(`Attribute ${key} of <${element}> is ${value}`);
  return String(Math.round(value * 100) / 100);
}
