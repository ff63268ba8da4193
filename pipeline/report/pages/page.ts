/** The report of a run: one self-contained page. */
import { classColours } from "../charts/colours.ts";
import { drawableVideo } from "../drawable.ts";
import { diagnosisContent } from "./diagnosis.ts";
import { type DocumentHead, documentText, section, warnings } from "./document.ts";
import { type Content, element, type Markup } from "./element.ts";
import { countText, percentText } from "./format.ts";
import { mapsContent } from "./maps.ts";
import { miningContent } from "./mining.ts";
import { evaluationChart, lossChart } from "../charts/loss_chart.ts";
import type { ReportData } from "../report_data.ts";
import { classTable, factsTable, scrollBox, tiouTable } from "./table.ts";
import { starShape } from "../timeline/star_row.ts";
import { timeline, timelineClasses } from "../timeline/timeline.ts";

/** Above this, the table of classes is folded. */
const MANY_CLASSES = 40;

/** How many timelines are unfolded. */
const OPEN_VIDEOS = 6;

const VIDEO_ORDER =
  "The hardest first: beside its name the mAP of a video as if it were the only one, over its own classes; " +
  "segments of other classes do not lower it. A click unfolds a video.";

/** The page as text: HTML with inline SVG and CSS; it needs no font, picture or network, nor a script unless one is given. */
export function renderReport(data: ReportData, extras: Omit<DocumentHead, "title"> = {}): string {
  return documentText(
    { title: `${data.recipe}, seed ${data.seed}: ${headline(data)}`, ...extras },
    heading(data),
    warnings("Warning", data.warnings),
    result(data),
    diagnosis(data),
    trainingSection(data),
    mining(data),
    maps(data),
    videos(data),
    run(data),
  );
}

/** The sections of a page that has another head and draws the training itself. */
export function resultSections(data: ReportData): Content {
  return [
    warnings("Warning", data.warnings),
    result(data),
    diagnosis(data),
    mining(data),
    maps(data),
    videos(data),
    run(data),
  ];
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

/** The curves of a training, finished or not. */
export function trainingSection(
  data: Pick<ReportData, "losses" | "logged" | "steps" | "evaluations" | "by" | "best">,
): Markup | undefined {
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
