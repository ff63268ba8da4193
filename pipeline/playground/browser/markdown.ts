/// <reference lib="dom" />
/** The few signs of Markdown that texts about recipes have, as elements. */
import { make } from "../../report/interactive/browser/dom.ts";
import { placeLink, type Visit } from "./place_link.ts";

/** The elements of a text, of which places lead there where `visit` does: code blocks, lists, paragraphs; within them code, strong and emphasis. */
export function markdown(text: string, visit?: Visit): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const part of text.split(/(^```[^]*?^```$)/m)) {
    const code = /^```\w*\n([^]*?)\n?```$/.exec(part)?.[1];
    if (code !== undefined) made.append(make("pre", {}, make("code", {}, code)));
    else {for (const block of part.split(/\n{2,}/)) {
        if (block.trim() !== "") made.append(blockOf(block.trim(), visit));
      }}
  }
  return made;
}

function blockOf(text: string, visit?: Visit): HTMLElement {
  const lines = text.split("\n");
  if (!lines.every((line) => /^- /.test(line))) return make("p", {}, ...inline(text, visit));
  return make("ul", {}, ...lines.map((line) => make("li", {}, ...inline(line.slice(2), visit))));
}

function inline(text: string, visit?: Visit): (Node | string)[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*|\[[^\]]+\]\([^)]*\))/).filter(Boolean).map(
    (part) => {
      if (/^`.+`$/s.test(part)) return make("code", {}, part.slice(1, -1));
      if (/^\*\*.+\*\*$/s.test(part)) return make("strong", {}, part.slice(2, -2));
      if (/^\*.+\*$/s.test(part)) {
        const said = part.slice(1, -1);
        return visit ? placeLink(said, visit) : make("em", {}, said);
      }
      // Links lead to pages that are not here.
      return /^\[([^\]]+)\]\([^)]*\)$/.exec(part)?.[1] ?? part;
    },
  );
}
