/// <reference lib="dom" />
/** The view that trains: progress, curves, and the report of the last evaluation. */
import { percentText } from "../../report/pages/format.ts";
import { resultSections, trainingSection } from "../../report/pages/page.ts";
import type { ReportData } from "../../report/report_data.ts";
import type { News } from "../messages.ts";
import type { Desk } from "./desk.ts";
import { make } from "../../report/interactive/browser/dom.ts";
import { button, found, showMarkup } from "./dom.ts";
import { listedName } from "./recipe_shelf.ts";
import { otherThanTrained, type TrainedRecipe } from "./trained_recipe.ts";
import type { WorkerClient } from "./worker_client.ts";

/** The view. */
export interface TrainView {
  /** Says whether the recipe at hand can be trained. */
  update(): void;
  /** Trains it. */
  start(): void;
  /** Shows what the worker says. */
  hear(news: News): void;
}

/** Makes it; `onGenerated` is called when a recipe that reads files is wanted on generated videos. */
export function createTrainView(
  desk: Desk,
  worker: WorkerClient,
  onGenerated: () => void,
): TrainView {
  const start = () => {
    const { program, path, analysis } = desk;
    if (!analysis || program?.recipe.data.kind !== "synthetic") return;
    trained = { path, program, tree: analysis.outlook.loaded.tree };
    begin();
    update();
    worker.order({ is: "train", program });
  };
  const run = button("Train", start, { class: "main", title: "Ctrl+Enter in the editor" });
  const stop = button("Stop", () => worker.order({ is: "stop" }));
  const generate = button("Train on generated videos", onGenerated, { class: "main" });
  const why = make("p", { class: "facts" });
  const state = make("output", { class: "state", role: "status" });
  const other = make("p", { class: "facts other" });
  const progress = make("progress", { max: 1, value: 0, "aria-label": "Training" });
  const warnings = make("ul", { class: "told" });
  const curves = make("div", { class: "curves" });
  const report = make("div", { class: "report" });
  found("view-train").append(
    make("div", { class: "controls" }, run, generate, stop, state),
    why,
    other,
    progress,
    warnings,
    curves,
    report,
  );
  let steps = 1;
  let facts = "";
  let headline = "";
  let trained: TrainedRecipe | undefined;
  running(false);

  function running(is: boolean): void {
    stop.disabled = !is;
    progress.hidden = !is;
  }

  function begin(): void {
    running(true);
    headline = "";
    progress.removeAttribute("value");
    say("starting");
    warnings.replaceChildren();
    curves.replaceChildren();
    report.replaceChildren();
    delete document.documentElement.dataset["trained"];
  }

  function say(what: string): void {
    state.textContent = `${listedName(trained!.path)}: ${what}`;
  }

  function hear(news: News): void {
    switch (news.is) {
      case "begun":
        steps = news.steps;
        facts = `${news.engine}. ${news.facts.join(". ")}`;
        why.textContent = facts;
        break;
      case "trained":
        progress.value = news.step / steps;
        say(`step ${news.step} of ${steps}`);
        showMarkup(curves, trainingSection({ ...news.courses, steps }));
        break;
      case "tested":
        say(
          `${news.step === 0 ? "before training" : `step ${news.step} of ${steps}`}: ` +
            `test video ${news.done} of ${news.of}`,
        );
        break;
      case "scored":
        showMarkup(report, resultSections(news.report));
        headline = headlineOf(news.report);
        break;
      case "warned":
        warnings.append(make("li", {}, news.message));
        break;
      case "ended":
        running(false);
        say(
          `${news.isWhole ? "trained" : `stopped after step ${news.step}`} in ` +
            `${news.seconds.toFixed(1)} s${headline}`,
        );
        document.documentElement.dataset["trained"] = news.isWhole ? "whole" : "stopped";
        break;
      case "failed":
        running(false);
        if (trained) say("failed");
        warnings.append(make("li", { class: "failure" }, make("pre", {}, news.lines.join("\n"))));
        document.documentElement.dataset["trained"] = "failed";
    }
  }

  function update(): void {
    const { program, analysis } = desk;
    other.textContent = trained && analysis
      ? otherThanTrained(trained, { path: desk.path, program, tree: analysis.outlook.loaded.tree })
      : "";
    const isGenerated = program?.recipe.data.kind === "synthetic";
    const readsFiles = program !== undefined && !isGenerated;
    run.disabled = !isGenerated;
    run.hidden = readsFiles;
    generate.hidden = !readsFiles;
    if (isGenerated || !analysis) why.textContent = facts;
    else if (readsFiles) why.textContent = "This recipe reads feature files, and a page reads none.";
    else why.textContent = "There is something to mend before this recipe can be trained.";
  }

  return { update, start, hear };
}

/** The first number of a report. */
function headlineOf({ averages: [first] }: ReportData): string {
  return first ? `: ${percentText(first.percent)} % average mAP ${first.name}` : "";
}
