/// <reference lib="dom" />
/** The few signs of Markdown that texts about recipes have, as elements. */
import { make } from "../../report/interactive/browser/dom.ts";

/** The elements of a text: code blocks, lists, paragraphs; within them code, strong and emphasis. */
export function markdown(text: string): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const part of text.split(/(^```[^]*?^```$)/m)) {
    const code = /^```\w*\n([^]*?)\n?```$/.exec(part)?.[1];
    if (code !== undefined) made.append(make("pre", {}, make("code", {}, code)));
    else {for (const block of part.split(/\n{2,}/)) {
        if (block.trim() !== "") made.append(blockOf(block.trim()));
      }}
  }
  return made;
}

function blockOf(text: string): HTMLElement {
  const lines = text.split("\n");
  if (!lines.every((line) => /^- /.test(line))) return make("p", {}, ...inline(text));
  return make("ul", {}, ...lines.map((line) => make("li", {}, ...inline(line.slice(2)))));
}

function inline(text: string): (Node | string)[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*|\[[^\]]+\]\([^)]*\))/).filter(Boolean).map(
    (part) => {
      if (/^`.+`$/s.test(part)) return make("code", {}, part.slice(1, -1));
      if (/^\*\*.+\*\*$/s.test(part)) return make("strong", {}, part.slice(2, -2));
      if (/^\*.+\*$/s.test(part)) return make("em", {}, part.slice(1, -1));
      // Links lead to pages that are not here.
      return /^\[([^\]]+)\]\([^)]*\)$/.exec(part)?.[1] ?? part;
    },
  );
}
