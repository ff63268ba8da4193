/** `predict`: segments for videos without ground truth. */
import { isThere } from "../files/reading.ts";
import { count } from "../annotations/layout.ts";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { escapeJson } from "../../specs/diagnostics/escape.ts";
import { openFeatureFiles } from "../data/disk/feature_files.ts";
import type { Detection } from "../annotations/detection.ts";
import { choose, type Chosen, refuseUnused } from "../annotations/predictions/choose.ts";
import { type FormName, FORMS } from "../annotations/predictions/forms.ts";
import { predictionsText } from "../annotations/predictions/text.ts";
import { detectionsIn } from "../inference/windows.ts";
import { flatWarning } from "../runs/test_split.ts";
import { fromHere, pathWord } from "./terminal/paths.ts";
import { isOutputClosed, printErr, printOut } from "./terminal/print.ts";
import { isRun } from "../runs/folder.ts";
import { suggestRun } from "./options/names.ts";
import { openKeptRun, readKeptRun } from "./run_model.ts";

/** Options of `predict`. */
export interface PredictOptions extends Chosen {
  /** Prints one line of JSON in the ActivityNet layout instead of a table. */
  readonly json?: boolean | undefined;
  /** Prints the text of a file instead of a table. */
  readonly format?: FormName | undefined;
  /** Frames per second of every video, instead of what the recipe says. */
  readonly fps?: number | undefined;
  /** A JSON file {video: seconds}, for a model whose times are from durations. */
  readonly durations?: string | undefined;
  /** Which snippets are looked at, instead of what the recipe says. */
  readonly sampling?: string | undefined;
}

/** Prints the segments of every video, best first. */
export async function predictCommand(
  run: string,
  features: readonly string[],
  { json, format, fps, durations, sampling, ...chosen }: PredictOptions,
): Promise<number> {
  if (features.length === 0) {
    throw userError("No features given", "name a folder with one sub-folder per source, or feature files");
  }
  refuseUnused(chosen);
  refuseRuns(run, features);
  const kept = await readKeptRun(run, sampling);
  const { checkpoint, language, program } = kept;
  const { data } = program.recipe;
  const root = data.kind === "folder" ? data.root : undefined;
  const files = await openFeatureFiles(features.map(fromHere), program.recipe.features, {
    fps,
    durations: durations === undefined ? undefined : fromHere(durations),
    root,
    formats: language,
  });
  if (format && FORMS[format].ofOneVideo && files.videos.length !== 1) {
    throw userError(
      `--format ${format} is of one video: there are ${files.videos.length}`,
      `name one, such as ${pathWord(files.paths.get(files.videos[0]!.id)![0]!)}`,
    );
  }
  const { model, windowed, inWindows, thinned } = await openKeptRun(kept);
  const source = { ...files, classes: checkpoint.classes, inWindows };
  for (const warning of [...files.warnings, ...thinned(files.videos)]) printErr(`warning: ${warning}`);
  const detections: Detection[] = [];
  for (const video of files.videos) {
    const { detections: localized, flatMaps } = await detectionsIn(
      inWindows ? windowed : model,
      source,
      video,
    );
    if (flatMaps > 0) printErr(`warning: ${flatWarning({ flatMaps, flatVideos: [video.id] })}`);
    const found = choose(localized.sort((a, b) => b.score - a.score), chosen);
    // A long list may be more than arguments can be.
    for (const each of found) detections.push(each);
    if (!json && !format) print(video.id, found);
    if (isOutputClosed()) break;
  }
  const videos = files.videos.map(({ id }) => id);
  if (json) printOut(escapeJson(predictionsText(detections, videos).replaceAll("\n", "")));
  else if (format) printFile(format, detections, videos);
  model.dispose();
  return 0;
}

/** A pattern such as `runs/demo-*` becomes several run folders, of which the first alone is taken for the run. */
function refuseRuns(run: string, features: readonly string[]): void {
  const runs = features.filter((path) => isRun(fromHere(path)));
  if (runs.length > 0) {
    throw userError(
      `${runs.map((path) => `"${path}"`).join(" and ")} ${
        runs.length > 1 ? "are run folders" : "is a run folder"
      }, not features`,
      "name one run, then features: a pattern like runs/demo-* can match several runs",
    );
  }
  const hint = isThere(fromHere(run)) ? undefined : suggestRun(run);
  if (hint) throw userError(`No run at "${run}"`, hint);
}

function printFile(format: FormName, detections: readonly Detection[], videos: readonly string[]): void {
  const text = FORMS[format].text(detections, videos).replace(/\n$/, "");
  printOut((format === "json" ? escapeJson(text) : text).split("\n"));
}

function print(
  video: string,
  segments: readonly { label: string; start: number; end: number; score: number }[],
): void {
  printOut(`${video}: ${count(segments.length, "segment")}`);
  for (const { label, start, end, score } of segments) {
    printOut(
      `  ${start.toFixed(2).padStart(9)} s ${end.toFixed(2).padStart(9)} s  ${
        score.toFixed(3).padStart(7)
      }  ${label}`,
    );
  }
}
