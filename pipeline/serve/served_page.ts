/** The page of the server: pick or drop a film or features, see the segments on a timeline. */
import { createHash } from "node:crypto";
import { readTextSync } from "../files/reading.ts";
import { COLOURS } from "../report/charts/colours.ts";
import { type Content, contentText, element, type Markup } from "../report/pages/element.ts";
import { STYLE } from "../report/pages/style.ts";
import { type BodyLimits, MEGABYTE } from "./body.ts";
import { SERVED_STYLE } from "./served_style.ts";
import type { ServedFacts } from "./served_run.ts";

/** The page as an answer. It loads nothing, and no script runs but its own. */
export function servedPage(facts: ServedFacts, limits: BodyLimits): Response {
  const script = readTextSync(decodeURIComponent(new URL("./served_page.js", import.meta.url).pathname));
  const hash = createHash("sha256").update(script).digest("base64");
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src blob:; connect-src 'self'; " +
    `base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src 'sha256-${hash}'`;
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("link", { rel: "icon", href: "data:," }),
    element("title", {}, `${facts.recipe}: find segments`),
    { markup: `<style>${STYLE}${SERVED_STYLE}</style>` },
  );
  const body = element(
    "body",
    { "data-classes": JSON.stringify(facts.classes), "data-colours": COLOURS },
    element("main", {}, header(facts), form(facts, limits), result(), forPrograms(facts)),
    { markup: `<script>${script}</script>` },
  );
  const page = `<!doctype html>\n${contentText(element("html", { lang: "en" }, head, "\n", body))}\n`;
  return new Response(page, {
    headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy },
  });
}

function header({ recipe, run, step, classes }: ServedFacts): Markup {
  const facts = [run, `step ${step}`, `${classes.length} classes: ${classes.join(", ")}`];
  return element(
    "header",
    {},
    element("h1", {}, recipe),
    element("p", { class: "facts" }, facts.join(" · ")),
  );
}

function form({ sources, refusesFilms, times }: ServedFacts, { film }: BodyLimits): Markup {
  const file = (label: Content, name: string, accept: string, kind: string) =>
    element(
      "label",
      { class: "file" },
      element("span", {}, label),
      element("input", { type: "file", name, accept, "data-kind": kind }),
    );
  const rates = times === "duration of each video"
    ? number("duration", "seconds of the video", "any")
    : number(
      "fps",
      typeof times === "object" ? `frames per second, if not ${times.fps}` : "frames per second",
      "any",
    );
  return element(
    "form",
    { id: "ask", "aria-label": "Ask for segments" },
    element(
      "p",
      { class: "drop" },
      `Drop ${refusesFilms ? "features" : "a film, or features,"} here, or choose:`,
    ),
    refusesFilms ? element("p", { class: "facts" }, `Takes no films: ${refusesFilms.error}.`) : element(
      "fieldset",
      {},
      element("legend", {}, `Film, up to ${film / MEGABYTE} MB`),
      file("a film", "film", "video/*,.mkv,.avi,.mov", "film"),
    ),
    element(
      "fieldset",
      {},
      element("legend", {}, "Features, .npy"),
      sources.map(({ name }) => file(element("code", {}, name), name, ".npy", "features")),
      rates,
    ),
    element(
      "fieldset",
      { class: "options" },
      element("legend", {}, "Segments"),
      number("top", "how many", "1", "30"),
      number("min_score", "least score", "any"),
    ),
    element(
      "p",
      { class: "do" },
      element("button", { type: "submit" }, "Find segments"),
      " ",
      element("button", { type: "button", id: "cancel", hidden: "" }, "Cancel"),
      " ",
      element("span", { role: "status", id: "status" }),
    ),
    element("div", { class: "warnings", role: "alert", id: "problem", hidden: "" }),
  );
}

function number(name: string, label: string, step: string, value?: string): Markup {
  return element(
    "label",
    { class: "number-of" },
    element("span", {}, label),
    element("input", { type: "number", name, step, min: step === "1" ? "1" : undefined, value }),
  );
}

function result(): Markup {
  return element(
    "section",
    { id: "result", hidden: "" },
    element("h2", {}, "Segments"),
    element("p", { class: "facts", id: "found" }),
    element("ul", { id: "notes" }),
    element("video", { controls: "", playsinline: "", hidden: "", "aria-label": "The film" }),
    element("div", { id: "timeline", role: "group", "aria-label": "Timeline" }),
    element(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table of segments" },
      element("table", { id: "list" }),
    ),
    element("p", {}, element("a", { id: "save" }, "Save as JSON")),
  );
}

function forPrograms({ sources, refusesFilms }: ServedFacts): Markup {
  const parts = sources.map(({ name }) => `--form ${name}=@${name}.npy`).join(" ");
  const lines = [
    `curl ${parts} "{address}segments?top=30"`,
    ...refusesFilms ? [] : [`curl --request POST --upload-file film.mp4 "{address}segments?top=30"`],
  ];
  return element(
    "section",
    {},
    element("h2", {}, "For programs"),
    element(
      "p",
      { class: "facts" },
      "The same over HTTP; ",
      element("a", { href: "openapi.json" }, "openapi.json"),
      " describes it.",
    ),
    element("div", { class: "scroll", tabindex: "0" }, element("pre", { id: "curl" }, lines.join("\n"))),
  );
}
