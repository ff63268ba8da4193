/// <reference lib="dom" />
/** The view that trains: progress, curves, and the report of the last evaluation. */
import { percentText } from "../../report/pages/format.ts";
import { resultSections, trainingSection } from "../../report/pages/page.ts";
import type { ReportData } from "../../report/report_data.ts";
import type { News } from "../messages.ts";
import type { Desk } from "./desk.ts";
import { make } from "../../report/interactive/browser/dom.ts";
import { button, found, showMarkup } from "./dom.ts";
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
    const { program } = desk;
    if (program?.recipe.data.kind !== "synthetic") return;
    begin();
    worker.order({ is: "train", program });
  };
  const run = button("Train", start, { class: "main", title: "Ctrl+Enter in the editor" });
  const stop = button("Stop", () => worker.order({ is: "stop" }));
  const generate = button("Train on generated videos", onGenerated, { class: "main" });
  const why = make("p", { class: "facts" });
  const state = make("output", { class: "state", role: "status" });
  const progress = make("progress", { max: 1, value: 0, "aria-label": "Training" });
  const warnings = make("ul", { class: "told" });
  const curves = make("div", { class: "curves" });
  const report = make("div", { class: "report" });
  found("view-train").append(
    make("div", { class: "controls" }, run, generate, stop, state),
    why,
    progress,
    warnings,
    curves,
    report,
  );
  let steps = 1;
  let facts = "";
  let headline = "";
  running(false);

  function running(is: boolean): void {
    stop.disabled = !is;
    progress.hidden = !is;
  }

  function begin(): void {
    running(true);
    headline = "";
    progress.removeAttribute("value");
    state.textContent = "Starting";
    warnings.replaceChildren();
    curves.replaceChildren();
    report.replaceChildren();
    delete document.documentElement.dataset["trained"];
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
        state.textContent = `Step ${news.step} of ${steps}`;
        showMarkup(curves, trainingSection({ ...news.courses, steps }));
        break;
      case "tested":
        state.textContent = news.step === 0
          ? `Before training: test video ${news.done} of ${news.of}`
          : `Step ${news.step} of ${steps}: test video ${news.done} of ${news.of}`;
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
        state.textContent = `${news.isWhole ? "Trained" : `Stopped after step ${news.step}`} in ${
          news.seconds.toFixed(1)
        } s${headline}`;
        document.documentElement.dataset["trained"] = news.isWhole ? "whole" : "stopped";
        break;
      case "failed":
        running(false);
        state.textContent = "Failed";
        warnings.append(make("li", { class: "failure" }, make("pre", {}, news.lines.join("\n"))));
        document.documentElement.dataset["trained"] = "failed";
    }
  }

  function update(): void {
    const { program, analysis } = desk;
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
