/** `predict`: segments for videos without ground truth. */
import { count } from "../annotations/layout.ts";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import type { Program } from "../../specs/program.ts";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { escapeJson } from "../../specs/diagnostics/escape.ts";
import { thinnedWarnings } from "../data/sampling_warnings.ts";
import { openFeatureFiles } from "../data/disk/feature_files.ts";
import type { WantedEngine } from "../engines/engine.ts";
import { openEngine } from "../engines/open.ts";
import type { Detection } from "../annotations/detection.ts";
import { choose, type Chosen, refuseUnused } from "../annotations/predictions/choose.ts";
import { type FormName, FORMS } from "../annotations/predictions/forms.ts";
import { predictionsText } from "../annotations/predictions/text.ts";
import { createModel } from "../graph/model.ts";
import { detectionsIn, needsWindows } from "../inference/windows.ts";
import { createKind } from "../kinds/kind.ts";
import { loadCheckpoint } from "../runs/checkpoint/checkpoint.ts";
import { hashWarning, readKept, requireFits } from "../runs/checkpoint/file.ts";
import { changedExtensions, readEnvironment } from "../runs/environment.ts";
import { flatWarning } from "../runs/test_split.ts";
import { usedBy } from "../runs/extension_hashes.ts";
import { compileFile } from "./load.ts";
import { fromHere, toPaste } from "./terminal/paths.ts";
import { isOutputClosed, printErr, printOut } from "./terminal/print.ts";
import { isRun } from "../runs/folder.ts";
import { suggestRun } from "./options/names.ts";

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
  const checkpoint = await readKept(fromHere(run));
  const compiled = await compileFile(checkpoint.file, { read: () => checkpoint.recipe });
  const { language } = compiled;
  const program = sampledBy(sampling, compiled.program);
  requireFits(checkpoint, program);
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
      `name one, such as ${toPaste(files.paths.get(files.videos[0]!.id)![0]!)}`,
    );
  }
  const engine = await openEngine(program.recipe.engine as WantedEngine);
  printErr(engine.reason.replace(/^engine /, "engine   "));
  printErr(
    `model    ${program.recipe.name} after ${count(checkpoint.step, "step")}, ${
      checkpoint.best ? "the best on the test videos, " : ""
    }${count(checkpoint.classes.length, "class")}`,
  );
  printErr(hashWarning(checkpoint));
  const begunWith = await readEnvironment(dirname(checkpoint.file), checkpoint);
  const extensions = changedExtensions(usedBy(program), begunWith);
  for (const name of extensions ?? []) {
    printErr(`warning: extension "${name}" was changed since the run began, and predicts as it is now`);
  }
  const model = createModel(program, engine, {
    seed: checkpoint.seed,
    kinds: language?.kinds,
    warn: (message) => printErr(`warning: ${message}`),
  });
  await loadCheckpoint(checkpoint, model);
  const own = { ...model, program: compiled.program };
  const { length, test } = program.recipe.features.sampling;
  const sample = createKind(model.kinds.test_samplers, test);
  const inWindows = needsWindows(own) && sample(2 * length, length).length > length;
  const source = { ...files, classes: checkpoint.classes, inWindows };
  for (const warning of [...files.warnings, ...thinnedWarnings(files.videos, { length, sample }, ALL)]) {
    printErr(`warning: ${warning}`);
  }
  const detections: Detection[] = [];
  for (const video of files.videos) {
    const { detections: localized, flatMaps } = await detectionsIn(inWindows ? own : model, source, video);
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

/** How all snippets are looked at. */
const ALL = "--sampling all looks at every one";

/** A program whose test sampler is another one; itself where none is given. */
function sampledBy(kind: string | undefined, program: Program): Program {
  if (kind === undefined) return program;
  const { features } = program.recipe;
  const sampling = { ...features.sampling, test: { kind } };
  return { ...program, recipe: { ...program.recipe, features: { ...features, sampling } } };
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
  const hint = existsSync(fromHere(run)) ? undefined : suggestRun(run);
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
