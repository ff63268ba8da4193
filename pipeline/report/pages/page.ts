/** The report of a run: one self-contained page. */
import { classColours } from "../charts/colours.ts";
import { drawableVideo } from "../drawable.ts";
import { diagnosisContent } from "./diagnosis.ts";
import { type Content, contentText, element, type Markup } from "./element.ts";
import { countText, percentText } from "./format.ts";
import { mapsContent } from "./maps.ts";
import { miningContent } from "./mining.ts";
import { evaluationChart, lossChart } from "../charts/loss_chart.ts";
import type { ReportData } from "../report_data.ts";
import { STYLE } from "./style.ts";
import { classTable, factsTable, scrollBox, tiouTable } from "./table.ts";
import { starShape } from "../timeline/star_row.ts";
import { timeline, timelineClasses } from "../timeline/timeline.ts";

/** Nothing is loaded, and no script runs, whatever a label or a recipe contains. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** Above this, the table of classes is folded. */
const MANY_CLASSES = 40;

/** How many timelines are unfolded. */
const OPEN_VIDEOS = 6;

const VIDEO_ORDER =
  "The hardest first: beside its name the mAP of a video as if it were the only one, over its own classes; " +
  "segments of other classes do not lower it. A click unfolds a video.";

/** What an interactive page has more. */
export interface PageExtras {
  /** Which script may run, as a source of a content security policy. */
  readonly script: string;
  readonly style: string;
  /** Stands at the end of the body. */
  readonly markup: string;
}

/** The page as text: HTML with inline SVG and CSS; it needs no script, font, picture or network. */
export function renderReport(data: ReportData, extras?: PageExtras): string {
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", {
      "http-equiv": "Content-Security-Policy",
      content: extras ? `${POLICY}; script-src ${extras.script}` : POLICY,
    }),
    element("link", { rel: "icon", href: "data:," }),
    element("title", {}, `${data.recipe}, seed ${data.seed}: ${headline(data)}`),
    { markup: `<style>${STYLE}${extras?.style ?? ""}</style>` },
  );
  const body = element(
    "body",
    {},
    element(
      "main",
      {},
      heading(data),
      warnings(data),
      result(data),
      diagnosis(data),
      training(data),
      mining(data),
      maps(data),
      videos(data),
      run(data),
    ),
    extras && { markup: extras.markup },
  );
  return `<!doctype html>\n${contentText(element("html", { lang: "en" }, head, "\n", body))}\n`;
}

function heading({ recipe, seed, engine, steps, protocol, run, overrides }: ReportData): Markup {
  const facts = [
    `seed ${seed}`,
    `${countText(steps)} ${steps === 1 ? "step" : "steps"}`,
    `engine ${engine}`,
    `protocol ${protocol}`,
  ];
  return element(
    "header",
    {},
    element("h1", {}, recipe),
    element(
      "p",
      { class: "facts" },
      facts.join(" · "),
      element("br", {}),
      element("code", {}, run),
      overrides.length > 0 && [
        element("br", {}),
        "overrides ",
        overrides.map((override, i) => [i > 0 && " · ", element("code", {}, override)]),
      ],
    ),
  );
}

function warnings({ warnings }: ReportData): Markup | undefined {
  if (warnings.length === 0) return undefined;
  return element(
    "aside",
    { class: "warnings", "aria-label": "Warnings" },
    element("h2", {}, warnings.length === 1 ? "Warning" : `${warnings.length} warnings`),
    element("ul", {}, warnings.map((warning) => element("li", {}, warning))),
  );
}

function headline({ averages, unscored }: ReportData): string {
  if (unscored !== undefined) return "not scored";
  const [first] = averages;
  return first ? `${percentText(first.percent)} % average mAP ${first.name}` : "no average mAP";
}

function result(data: ReportData): Markup {
  const { averages: [first], best, keeps, by, last, evaluations, steps, perClass, neverPredicted } = data;
  const { unscored } = data;
  const reported = evaluations.length > 1
    ? `best of ${countText(evaluations.length)} evaluations`
    : "best evaluation";
  return section(
    "Result",
    unscored !== undefined && element("p", {}, unscored),
    element(
      "div",
      { class: "numbers" },
      unscored === undefined &&
        number(
          first?.percent,
          `average mAP ${first?.name ?? ""}`,
          keeps === "best" && best
            ? `step ${countText(best.step)}, the ${reported}`
            : `last step, ${countText(steps)}`,
          "headline",
        ),
      best && !(keeps === "best" && by === first?.name) &&
        number(
          best.average,
          `${reported}${keeps === "best" ? ` by ${by}` : ""}, chosen on the scored videos`,
          `step ${countText(best.step)}`,
        ),
      keeps === "best" && best &&
        number(last.average, `average mAP ${by}`, `last step, ${countText(last.step)}`),
      number(data.classification, "classification mAP", "of the video scores"),
      number(data.accuracy, "accuracy", "videos whose classes are exactly right"),
    ),
    neverPredicted && element("p", { class: "facts" }, neverPredicted),
    unscored === undefined && tiouTable(data),
    perClass.length > MANY_CLASSES
      ? element("details", {}, element("summary", {}, `AP of ${perClass.length} classes`), classTable(data))
      : perClass.length > 0 && classTable(data),
  );
}

function number(percent: number | undefined, what: string, when: string, name = "beside"): Markup {
  return element(
    "p",
    { class: `number ${name}` },
    element("strong", {}, percentText(percent), element("small", {}, " %")),
    element("span", {}, what.trim(), element("br", {}), when),
  );
}

function diagnosis({ diagnosis }: ReportData): Markup | undefined {
  return diagnosis && section("Diagnosis", diagnosisContent(diagnosis));
}

function training(data: ReportData): Markup | undefined {
  const charts = [...data.losses.map((loss) => lossChart(loss, data.steps)), evaluationChart(data)];
  if (data.losses.length === 0 && charts.every((chart) => chart === undefined)) return undefined;
  return section(
    "Training",
    element(
      "p",
      { class: "facts" },
      "Each loss term before its weight is applied; total is the weighted sum. Above each curve its first and last value. ",
      "Long series are drawn as the mean of consecutive steps; the band spans their least and greatest value.",
    ),
    element("div", { class: "charts" }, charts),
    data.logged.length > 0 && [
      element("p", { class: "facts" }, "What the recipe logs, which is no part of the loss."),
      element("div", { class: "charts" }, data.logged.map((scalar) => lossChart(scalar, data.steps))),
    ],
  );
}

function mining({ mining }: ReportData): Markup | undefined {
  return mining && section("Mining", miningContent(mining));
}

function maps({ maps }: ReportData): Markup | undefined {
  return maps.length === 0 ? undefined : section("Map values", mapsContent(maps));
}

function videos(data: ReportData): Markup | undefined {
  if (data.videos.length === 0) return undefined;
  const videos = data.videos.map(drawableVideo);
  const colours = classColours(videos.map(timelineClasses));
  return section(
    "Videos",
    videos.some(({ score }) => score !== undefined) && element("p", { class: "facts" }, VIDEO_ORDER),
    starShape(),
    videos.map((video, i) => {
      const score = video.score === undefined ? "" : ` ${percentText(video.score)} %`;
      return element(
        "details",
        { class: "video", open: i < OPEN_VIDEOS ? "" : undefined },
        element("summary", {}, video.id, element("span", {}, `${score} ${video.labels.join(", ")}`)),
        timeline(video, `video-${i + 1}`, colours[i]!),
      );
    }),
  );
}

function run({ counts, environment, recipeText }: ReportData): Markup {
  return section(
    "Run",
    element(
      "div",
      { class: "tables" },
      counts.length > 0 && factsTable("Data", counts),
      environment.length > 0 && factsTable("Environment", environment),
    ),
    element(
      "details",
      {},
      element("summary", {}, "Resolved recipe"),
      scrollBox("Resolved recipe", element("pre", {}, "\n", recipeText)),
    ),
  );
}

function section(title: string, ...content: readonly Content[]): Markup {
  return element("section", {}, element("h2", {}, title), ...content);
}
