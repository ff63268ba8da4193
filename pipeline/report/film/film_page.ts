/** The page about a film: player, found segments, timeline; self-contained but for the film. */
import { createHash } from "node:crypto";
import { readTextSync } from "../../files/reading.ts";
import { classColours } from "../charts/colours.ts";
import { isDrawable } from "../drawable.ts";
import { contentText, element, type Markup } from "../pages/element.ts";
import { STYLE } from "../pages/style.ts";
import { snippetFacts, timelineClasses } from "../timeline/timeline.ts";
import type { FilmPageData } from "./film_data.ts";
import { FILM_STYLE } from "./film_style.ts";
import { filmTimeline, filmVideo } from "./film_timeline.ts";
import { segmentList } from "./segment_list.ts";

/** By which pages are known again. */
export const GENERATOR = "walt video watch";

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["space"], "play or pause"],
  [["n", "p"], "next or previous segment"],
  [["←", "→"], "one second"],
  [[",", "."], "one frame"],
  [["home", "end"], "begin or end"],
];

/** The page as text. Nothing is loaded but the film, and no script runs but its own, whatever a label contains. */
export function renderFilmPage(data: FilmPageData): string {
  const script = readTextSync(decodeURIComponent(new URL("./player.js", import.meta.url).pathname));
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src * file: data:; ` +
    `script-src 'sha256-${hash}'`;
  const drawn = {
    ...data,
    segments: data.segments.filter(({ start, end, score }) => [start, end, score].every(isDrawable)),
  };
  const video = filmVideo(drawn);
  const [colours] = classColours([timelineClasses(video)]);
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { name: "generator", content: GENERATOR }),
    element("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    element("link", { rel: "icon", href: "data:," }),
    element("title", {}, `${data.title}: found segments`),
    { markup: `<style>${STYLE}${FILM_STYLE}</style>` },
  );
  const body = element(
    "body",
    {},
    element(
      "main",
      {},
      element(
        "header",
        {},
        element("h1", {}, data.title),
        element("p", { class: "facts" }, data.facts.join(" · ")),
      ),
      warnings(data),
      element("div", { class: "watch" }, player(data), segmentList(drawn, colours!)),
      element(
        "section",
        {},
        element("h2", {}, "Timeline"),
        element("p", { class: "facts" }, timelineFacts(drawn)),
        filmTimeline(video, data.found, colours!),
        keys(),
      ),
      files(data),
    ),
    { markup: `<script>${script}</script>` },
  );
  return `<!doctype html>\n${contentText(element("html", { lang: "en" }, head, "\n", body))}\n`;
}

function timelineFacts({ video }: FilmPageData): string {
  const facts = snippetFacts(video);
  return `A click goes to a segment, or to the moment in a curve.${
    facts === undefined ? "" : ` Curves: ${facts}.`
  }`;
}

function player({ title, source, chapters, remedy, rate }: FilmPageData): Markup {
  return element(
    "div",
    { class: "player" },
    element(
      "video",
      {
        src: source,
        controls: "",
        preload: "metadata",
        playsinline: "",
        "aria-label": `The film ${title}`,
        "data-rate": rate === undefined ? undefined : String(rate),
      },
      element("track", {
        kind: "chapters",
        label: "Found segments",
        srclang: "en",
        src: `data:text/vtt;base64,${new TextEncoder().encode(chapters).toBase64()}`,
      }),
    ),
    element(
      "p",
      { class: "now" },
      element("output", { "aria-label": "Moment" }, "0:00.0"),
      element("span", {}, ""),
    ),
    element(
      "p",
      { class: "unplayable", role: "alert", hidden: "" },
      "This browser does not play the film, or it is not where it was. A copy that browsers play: ",
      element("code", {}, remedy),
    ),
  );
}

function warnings({ warnings }: FilmPageData): Markup | undefined {
  if (warnings.length === 0) return undefined;
  return element(
    "aside",
    { class: "warnings", "aria-label": "Warnings" },
    element("h2", {}, warnings.length === 1 ? "Warning" : `${warnings.length} warnings`),
    element("ul", {}, warnings.map((warning) => element("li", {}, warning))),
  );
}

function keys(): Markup {
  return element(
    "p",
    { class: "keys" },
    KEYS.map(([names, what]) =>
      element("span", {}, names.map((name) => [element("kbd", {}, name), " "]), what)
    ),
  );
}

function files({ files }: FilmPageData): Markup {
  return element(
    "section",
    {},
    element("h2", {}, "Files"),
    element(
      "ul",
      { class: "files" },
      files.map(({ name, what }) =>
        element("li", {}, element("a", { href: encodeURI(name) }, name), ` ${what}`)
      ),
    ),
  );
}
