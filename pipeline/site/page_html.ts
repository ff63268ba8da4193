/** The frame of a page of the site. */
import { type Content, contentText, element, type Markup } from "../report/pages/element.ts";
import { relativeUrl } from "./links.ts";
import { sectionsOf } from "./sections.ts";
import type { NavGroup } from "./site_page.ts";

/** What the frame says of a page. */
export interface FramedPage {
  /** From the root of the site. */
  readonly url: string;
  readonly title: string;
  /** Markup. */
  readonly content: string;
  readonly nav: readonly NavGroup[];
}

/** The style sheet and the scripts of the search, from the root of the site. */
export const SITE_FILES = {
  style: "assets/site.css",
  search: "assets/search.js",
  minisearch: "assets/minisearch.js",
  sections: "assets/sections.js",
} as const;

/** A whole page. What it loads lies on the site, by relative links: it can be read from a disk, in any folder. */
export function pageHtml({ url, title, content, nav }: FramedPage): string {
  const to = (target: string) => relativeUrl(url, target);
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { name: "color-scheme", content: "light dark" }),
    element("link", { rel: "icon", href: "data:," }),
    element("link", { rel: "stylesheet", href: to(SITE_FILES.style) }),
    element("title", {}, title === "walt" ? title : `${title} · walt`),
    element("script", { src: to(SITE_FILES.search), defer: "" }),
  );
  const body = element(
    "body",
    { "data-root": "../".repeat(url.split("/").length - 1) },
    element("a", { class: "skip", href: "#main" }, "Skip to the text"),
    header(to, nav),
    element("div", { class: "columns" }, main(content), sideList(content), navigation(url, nav)),
  );
  return `<!doctype html>\n${contentText(element("html", { lang: "en" }, head, "\n", body))}\n`;
}

function header(to: (target: string) => string, nav: readonly NavGroup[]): Markup {
  const more = nav.at(-1)!.items.slice(0, 4).map(({ title, url }) => element("a", { href: to(url) }, title));
  return element(
    "header",
    {},
    element("a", { class: "home", href: to("index.html") }, "walt"),
    element(
      "nav",
      { "aria-label": "Parts" },
      element("a", { class: "to-pages", href: "#pages" }, "All pages"),
      more,
    ),
    element(
      "form",
      { role: "search", hidden: "" },
      element("input", {
        type: "search",
        placeholder: "Search (press /)",
        "aria-label": "Search these pages",
        autocomplete: "off",
      }),
      element("div", { class: "results", "aria-live": "polite" }),
    ),
  );
}

function main(content: string): Markup {
  return element("main", { id: "main" }, { markup: content });
}

/** The sections of a long page. */
function sideList(content: string): Markup | false {
  const sections = sectionsOf(content).filter(({ level, id }) => level === 2 && id !== "");
  if (sections.length < 3) return false;
  const items = sections.map(({ id, title }) => element("li", {}, element("a", { href: `#${id}` }, title)));
  return element(
    "nav",
    { class: "on-page", "aria-label": "On this page" },
    element("p", {}, "On this page"),
    list(items),
  );
}

function navigation(url: string, nav: readonly NavGroup[]): Markup {
  return element(
    "nav",
    { class: "pages", id: "pages", "aria-label": "All pages" },
    nav.map(({ title, items }) => [
      element("p", {}, title),
      list(items.map((item) =>
        element(
          "li",
          {},
          element("a", {
            href: relativeUrl(url, item.url),
            "aria-current": item.url === url ? "page" : undefined,
          }, item.title),
        )
      )),
    ]),
  );
}

function list(items: Content): Markup {
  return element("ul", {}, items);
}
