/** `run`: trains a recipe, evaluates it and writes a run folder. */
import { join } from "node:path";
import { count } from "../annotations/layout.ts";
import { classesWithoutPredictions } from "../evaluation/evaluation.ts";
import { noClassWarnings } from "../evaluation/no_class.ts";
import { evaluationSummary } from "../evaluation/text.ts";
import { writeWhole } from "../files/write.ts";
import { renderReport } from "../report/pages/page.ts";
import { collectReport } from "../report/collect.ts";
import { readKept } from "../runs/checkpoint/file.ts";
import { intactStep } from "../runs/checkpoint/checkpoint.ts";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { choose, type Chosen, refuseUnused } from "../annotations/predictions/choose.ts";
import type { FormName } from "../annotations/predictions/forms.ts";
import { writeSegments } from "../runs/write_segments.ts";
import { Interrupted, Unfinished } from "../runs/early_end.ts";
import { openEventFile } from "../runs/event_file.ts";
import { choiceWarnings } from "../runs/keep_choice.ts";
import { miningSummary } from "../runs/mining_summary.ts";
import { type FinishedRun, performRun } from "../runs/run.ts";
import { MAPS, saveMaps } from "../runs/saved_maps.ts";
import { flatWarning } from "../runs/test_split.ts";
import { sizeText } from "../sweeps/needs.ts";
import { stepsOf } from "../training/steps.ts";
import { leave } from "../files/libc.ts";
import { goOnWith, type Interruption, listenForInterruption } from "./terminal/interruption.ts";
import { fromHere, fromRoot, pathWord, toPaste } from "./terminal/paths.ts";
import { printErr, printJson, printOut } from "./terminal/print.ts";
import { profileRun } from "./profile_run.ts";
import { formatSeconds } from "./terminal/progress.ts";
import { Resumable } from "./terminal/interruption.ts";
import { resultLines } from "./result_lines.ts";
import { resumeRun } from "./resume_run.ts";
import { type Started, startRun } from "./start_run.ts";
import { watchRun } from "./terminal/watch.ts";

/** Options of `run`. */
export interface RunCommandOptions extends Chosen {
  /** Overrides `path=value`. */
  readonly set: readonly string[];
  readonly seed?: number | undefined;
  /** Prints one line of JSON to standard output, and the tables to standard error. */
  readonly json?: boolean | undefined;
  /** A run folder to go on with, instead of a recipe. */
  readonly resume?: string | undefined;
  /** Writes the segments of the test videos as such a file too. */
  readonly format?: FormName | undefined;
  /** The folder that gets the run folder, instead of `runs`. */
  readonly out?: string | undefined;
  /** The run folder of a new run, instead of one in `runs`. */
  readonly folder?: string | undefined;
  /** Stops as an interruption does when standard input ends: whoever holds it is gone. */
  readonly attended?: boolean | undefined;
  /** Keeps the maps of the test videos. */
  readonly saveMaps?: boolean | undefined;
  /** Writes event files besides. */
  readonly tensorboard?: boolean | undefined;
  /** Measures some steps instead of training. */
  readonly profile?: boolean | undefined;
}

/** Trains and evaluates; 0 when the run is finished, 1 when it was interrupted. */
export async function runCommand(recipe: string | undefined, options: RunCommandOptions): Promise<number> {
  const { resume, format, top, minScore } = options;
  refuseUnused(options);
  if (format === undefined && (top !== undefined || minScore !== undefined)) {
    const what = top === undefined ? "--min-score" : "--top";
    throw userError(
      `${what} is about the segments that --format writes`,
      "add --format csv, or leave it out",
    );
  }
  const interruption = listenForInterruption(resume === undefined ? undefined : fromHere(resume));
  if (options.attended) whenInputEnds(interruption.interrupt);
  const code = await trainAndReport(recipe, options, interruption);
  // What was given up may still compute on another thread.
  return interruption.haste.aborted ? leave(code) : code;
}

async function trainAndReport(
  recipe: string | undefined,
  options: RunCommandOptions,
  interruption: Interruption,
): Promise<number> {
  const began = performance.now();
  let started: Started | undefined;
  try {
    const begun = started = await (options.resume === undefined
      ? startRun(recipe, options, interruption.made)
      : resumeRun(options.resume, recipe, options));
    if (options.profile) {
      await profileRun(begun, options.json ?? false);
      return 0;
    }
    const finished = await trainAndTest(begun, interruption, options.tensorboard ?? false);
    if (!finished) {
      return 1;
    }
    const seconds = (performance.now() - began) / 1000;
    interruption.finishing();
    const summary = await Promise.race([
      writeResults(begun, finished, seconds, options),
      aborted(interruption.haste),
    ])
      .catch(async (error) => {
        const kept = await intactStep(begun.folder, begun.program, begun.kinds);
        throw kept === undefined ? error : new Resumable(begun.folder, kept, error);
      });
    if (!summary) {
      printErr(`Interrupted before the results were written. Go on with: ${goOnWith(begun.folder)}`);
      return 1;
    }
    const lines = resultLines(begun.folder, finished, summary.mining);
    (options.json ? printErr : printOut)(lines);
    if (options.json) {
      printJson(summary);
    }
    finished.model.dispose();
    return 0;
  } catch (error) {
    if (interruption.discard()) printErr("failed before the first step, and left no run folder");
    throw error;
  } finally {
    started?.lock[Symbol.dispose]();
    interruption.stop();
  }
}

async function whenInputEnds(stop: () => void): Promise<void> {
  const bytes = new Uint8Array(256);
  while (await Deno.stdin.read(bytes).catch(() => null) !== null);
  stop();
}

/** Resolves when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
}

/** Nothing when it was interrupted. */
async function trainAndTest(
  started: Started,
  interruption: Interruption,
  writesEvents: boolean,
): Promise<FinishedRun | undefined> {
  const { program, kinds, dataset, folder, checkpoint, engine } = started;
  const events = writesEvents ? openEventFile(folder, engine) : undefined;
  const watch = watchRun({
    steps: stepsOf({ program, kinds }, dataset.train.length),
    from: checkpoint?.step ?? 0,
    videos: dataset.test.length,
  }, interruption);
  try {
    return await performRun({
      ...started,
      interruption: interruption.signal,
      haste: interruption.haste,
      watch: { ...watch, ...events && { written: events.add } },
    });
  } catch (error) {
    watch.stop();
    if (error instanceof Unfinished) throw new Resumable(folder, error.step, error.cause);
    if (!(error instanceof Interrupted)) throw error;
    printErr(`${error.message}. Go on with: ${goOnWith(folder)}`);
    return undefined;
  } finally {
    // What was given up may still write.
    if (!interruption.haste.aborted) events?.close();
    watch.stop();
  }
}

async function writeResults(
  { program, vocabulary, engine, dataset, folder, overrides }: Started,
  finished: FinishedRun,
  seconds: number,
  { format, saveMaps: keepsMaps, ...chosen }: RunCommandOptions,
) {
  const { recipe } = program;
  const { kept, keeps, by, last, best } = finished;
  const { evaluation } = kept;
  const scores = evaluation ? evaluationSummary(evaluation) : {};
  const mining = miningSummary(program, kept, finished.metrics);
  const summary = {
    recipe: recipe.name,
    seed: recipe.training.seed,
    engine: engine.name,
    steps: finished.steps,
    protocol: recipe.evaluation.protocol.kind,
    rules: scores["rules"] ?? null,
    protocol_hash: scores["protocol_hash"] ?? null,
    ground_truth: scores["ground_truth"] ?? null,
    map: scores["map"] ?? null,
    average: scores["average"] ?? null,
    averages: scores["averages"] ?? null,
    ...(evaluation && finished.metrics.evaluations.length > 1 ? { kept: keeps, by, last, best } : {}),
    classification_map: kept.classification * 100,
    accuracy: kept.accuracy * 100,
    never_predicted: evaluation ? classesWithoutPredictions(evaluation) : null,
    ...(mining && { mining }),
    seconds: Math.round(seconds * 10) / 10,
    overrides,
    run: toPaste(folder),
  };
  const data = await collectReport({
    program,
    vocabulary,
    engine,
    dataset,
    finished,
    overrides,
    run: fromRoot(folder),
  });
  await writeWhole(join(folder, "report.html"), renderReport(data));
  if (keepsMaps) {
    const checkpoint = await readKept(folder);
    const { bytes, signals, videos } = await saveMaps(folder, { model: finished.model, dataset, checkpoint });
    const what = `${signals.join(", ")} of ${count(videos, "test video")}, ${sizeText(bytes)}`;
    printErr(`maps     ${pathWord(join(folder, MAPS))}: ${what}`);
  }
  const result = { ...summary, run: fromRoot(folder) };
  await writeWhole(join(folder, "result.json"), `${JSON.stringify(result, null, 2)}\n`);
  if (format) {
    const segments = choose(kept.detections, chosen);
    const path = await writeSegments(folder, format, segments, dataset.test.map(({ id }) => id));
    printErr(`segments ${pathWord(path)}`);
  }
  if (evaluation) {
    const noClass = noClassWarnings(evaluation, (label) => `data.ignore_labels: ["${label}"]`);
    for (const warning of [...evaluation.warnings, ...choiceWarnings(finished), ...noClass]) {
      printErr(`warning: ${warning}`);
    }
  }
  if (kept.flatMaps > 0) printErr(`warning: ${flatWarning(kept)}`);
  printErr(`finished in ${formatSeconds(seconds)}`);
  return summary;
}
