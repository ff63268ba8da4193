/** Data that stand in a page for its script. */
import type { Markup } from "./element.ts";

/** A value as JSON, in an element that the script finds by its id. */
export function inlineJson(id: string, value: unknown): Markup {
  return { markup: `<script type="application/json" id="${id}">${jsonText(value)}</script>` };
}

/** JSON that ends no element: signs that HTML reads are escapes. */
function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
