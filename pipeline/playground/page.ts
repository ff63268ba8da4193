/** The page of the playground as text. */
import { createHash } from "node:crypto";
import { inlineJson } from "../report/pages/inline_json.ts";
import { documentText } from "../report/pages/document.ts";
import { type Content, element, type Markup } from "../report/pages/element.ts";
import { starShape } from "../report/timeline/star_row.ts";
import type { Library } from "./library.ts";
import { PLAYGROUND_STYLE } from "./playground_style.ts";
import { VIEWS } from "./views.ts";

/** What the page is made of. */
export interface PlaygroundParts {
  /** The script of the page, and that of its worker. */
  readonly script: string;
  readonly worker: string;
  /** What the worker computes with. */
  readonly wasm: Uint8Array;
  readonly library: Library;
}

/** HTML with all that it needs. Nothing is loaded, and no script runs but its own, whatever a recipe or a link contains. */
export function renderPlayground({ script, worker, wasm, library }: PlaygroundParts): string {
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "img-src data:",
    `script-src 'sha256-${hash}' 'wasm-unsafe-eval'`,
    "worker-src blob:",
    "connect-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const end = [
    starShape(),
    inlineJson("library", library),
    // Text to the page, a script to the worker alone: the worker is started from it.
    { markup: `<script type="text/plain" id="worker">${worker}</script>` },
    { markup: `<script type="text/plain" id="wasm">${wasm.toBase64()}</script>` },
    { markup: `<script>${script}</script>` },
  ];
  return documentText({ title: "walt playground", style: PLAYGROUND_STYLE, policy, end }, bar(), workbench());
}

function bar(): Markup {
  return element(
    "header",
    { class: "bar" },
    element("h1", {}, "walt playground"),
    element(
      "label",
      {},
      element("span", { class: "field-name" }, "Recipe"),
      element("select", { id: "recipe" }),
    ),
    button("extend", "New recipe from this"),
    button("restore", "Undo all changes"),
    button("share", "Copy link"),
    element("output", { id: "told", role: "status" }),
    element("noscript", {}, "The playground needs JavaScript."),
  );
}

function button(id: string, text: Content): Markup {
  return element("button", { id, type: "button" }, text);
}

function workbench(): Markup {
  return element(
    "div",
    { class: "workbench" },
    element(
      "section",
      { class: "desk", "aria-label": "Recipe" },
      element("div", { id: "editor" }),
      element("div", { id: "about", role: "note", "aria-label": "What stands at the cursor" }),
      element("div", { id: "problems", role: "status", "aria-label": "What is wrong" }),
    ),
    element(
      "section",
      { class: "views", "aria-label": "What the recipe does" },
      element(
        "div",
        { role: "tablist", "aria-label": "Views" },
        VIEWS.map(({ name, title }, i) =>
          element("button", {
            type: "button",
            role: "tab",
            id: `tab-${name}`,
            "aria-controls": `view-${name}`,
            "aria-selected": String(i === 0),
            tabindex: i === 0 ? 0 : -1,
          }, title)
        ),
      ),
      VIEWS.map(({ name }, i) =>
        element("div", {
          role: "tabpanel",
          id: `view-${name}`,
          "aria-labelledby": `tab-${name}`,
          tabindex: 0,
          hidden: i === 0 ? undefined : "",
        })
      ),
    ),
  );
}
