/** `run`: trains a recipe, evaluates it and writes a run folder. */
// deno-lint-ignore-file no-console
import { join } from "node:path";
import { evaluationSummary, mapTable } from "../evaluation/table.ts";
import { writeWhole } from "../files.ts";
import { renderReport } from "../report/report.ts";
import { collectReport } from "../report/collect.ts";
import { type FinishedRun, Interrupted, performRun } from "../training/run.ts";
import { fromRoot, shown, taskCommand } from "./paths.ts";
import { formatSeconds } from "./progress.ts";
import { resumeRun } from "./resume_run.ts";
import { type Started, startRun } from "./start_run.ts";
import { watchRun } from "./watch.ts";

/** Options of `run`. */
export interface RunCommandOptions {
  /** Overrides `path=value`. */
  readonly set: readonly string[];
  readonly seed?: number | undefined;
  /** Ends the output with one line of JSON. */
  readonly json?: boolean | undefined;
  /** A run folder to go on with, instead of a recipe. */
  readonly resume?: string | undefined;
}

/** Trains and evaluates; 0 when the run is finished, 1 when it was interrupted. */
export async function runCommand(recipe: string | undefined, options: RunCommandOptions): Promise<number> {
  const began = performance.now();
  const started =
    await (options.resume === undefined
      ? startRun(recipe, options)
      : resumeRun(options.resume, recipe, options));
  const { program, dataset, folder } = started;
  const interruption = listenForInterruption();
  const watch = watchRun(program, started.checkpoint?.step ?? 0, dataset.test.length);
  try {
    const finished = await performRun({ ...started, interruption: interruption.signal, watch });
    watch.stop();
    const summary = await writeResults(started, finished, (performance.now() - began) / 1000);
    printResults(started, finished);
    if (options.json) console.log(JSON.stringify(summary));
    finished.model.dispose();
    return 0;
  } catch (error) {
    watch.stop();
    if (!(error instanceof Interrupted)) throw error;
    console.error(`${error.message}. Go on with: ${taskCommand(`run --resume ${shown(folder)}`)}`);
    return 1;
  } finally {
    interruption.stop();
  }
}

async function writeResults(
  { program, engine, dataset, folder }: Started,
  finished: FinishedRun,
  seconds: number,
) {
  const { recipe } = program;
  const { average, averages, map, protocol } = evaluationSummary(finished.last.evaluation);
  const summary = {
    recipe: recipe.name,
    seed: recipe.training.seed,
    engine: engine.name,
    steps: recipe.training.steps,
    protocol,
    map,
    average,
    averages,
    ...(finished.metrics.evaluations.length > 1 ? { best: finished.best } : {}),
    classification_map: finished.last.classification * 100,
    accuracy: finished.last.accuracy * 100,
    seconds: Math.round(seconds * 10) / 10,
    run: shown(folder),
  };
  const data = await collectReport({ program, engine, dataset, finished, run: fromRoot(folder) });
  await writeWhole(join(folder, "report.html"), renderReport(data));
  const result = { ...summary, run: fromRoot(folder) };
  await writeWhole(join(folder, "result.json"), `${JSON.stringify(result, null, 2)}\n`);
  console.error(`finished in ${formatSeconds(seconds)}`);
  return summary;
}

function printResults({ folder }: Started, { last, best, metrics }: FinishedRun): void {
  for (const warning of last.evaluation.warnings) console.error(`warning: ${warning}`);
  if (last.flatMaps > 0) console.error(`warning: ${last.flatMaps} maps were flat and gave no segment`);
  console.log(`\nmAP in percent, after the last step\n`);
  for (const line of mapTable(last.evaluation)) console.log(line);
  if (metrics.evaluations.length > 1) {
    console.log(
      `best of ${metrics.evaluations.length} evaluations on the test videos: ${
        best.average.toFixed(2)
      } at step ${best.step}`,
    );
  }
  console.log(`\nreport   ${shown(join(folder, "report.html"))}`);
}

/** The first Ctrl-C (or a request to end) stops at the next step; the second one at once. */
function listenForInterruption(): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) Deno.exit(1);
    console.error("\nstopping after this step; once more to stop at once");
    controller.abort();
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  signals.forEach((signal) => Deno.addSignalListener(signal, interrupt));
  return {
    signal: controller.signal,
    stop: () => signals.forEach((s) => Deno.removeSignalListener(s, interrupt)),
  };
}
