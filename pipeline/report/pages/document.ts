/** The frame of a page: one self-contained file. */
import { type Content, contentText, element, type Markup } from "./element.ts";
import { STYLE } from "./style.ts";

/** Nothing is loaded, and no script runs that is not named, whatever a label or a recipe contains. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** What the head of a page says. */
export interface DocumentHead {
  readonly title: string;
  /** CSS besides that of every page. */
  readonly style?: string | undefined;
  /** The only script that runs, as a source of a content security policy: none by default. */
  readonly script?: string | undefined;
  /** A content security policy of its own, instead of that of reports. */
  readonly policy?: string | undefined;
  /** Stands at the end of the body, with that script. */
  readonly end?: Content;
}

/** HTML with inline SVG and CSS; it needs no font, picture or network, nor a script unless the head names one. */
export function documentText(
  { title, style = "", script, policy = policyOf(script), end }: DocumentHead,
  ...content: readonly Content[]
): string {
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    element("link", { rel: "icon", href: "data:," }),
    element("title", {}, title),
    { markup: `<style>${STYLE}${style}</style>` },
  );
  const body = element("body", {}, element("main", {}, ...content), end);
  return `<!doctype html>\n${contentText(element("html", { lang: "en" }, head, "\n", body))}\n`;
}

function policyOf(script: string | undefined): string {
  return script === undefined ? POLICY : `${POLICY}; script-src ${script}`;
}

/** A part of a page under its heading. */
export function section(title: string, ...content: readonly Content[]): Markup {
  return element("section", {}, element("h2", {}, title), ...content);
}

/** What a person should know first; `name` is what one of them is called. */
export function warnings(name: string, texts: readonly string[]): Markup | undefined {
  if (texts.length === 0) return undefined;
  const title = texts.length === 1 ? name : `${texts.length} ${name.toLowerCase()}s`;
  return element(
    "aside",
    { class: "warnings", "aria-label": title },
    element("h2", {}, title),
    element("ul", {}, texts.map((text) => element("li", {}, text))),
  );
}
