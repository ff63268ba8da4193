/** `sweep`: trains variants of recipes with several seeds, and prints their table. */
import { join, resolve } from "node:path";
import { openDataset } from "../data/open_dataset.ts";
import { ensureFolder, removeLeftovers, writeWhole } from "../files/write.ts";
import { isThere, readTextSync } from "../files/reading.ts";
import { lockRun } from "../runs/lock.ts";
import type { Executor, ExecutorName, Job } from "../sweeps/job.ts";
import { EXECUTORS } from "../sweeps/executors.ts";
import { fromFinished, measureStep, secondsLeft } from "../sweeps/measure.ts";
import { memoryOf } from "../sweeps/needs.ts";
import { type Plan, type PlanOptions, planSweep } from "../sweeps/plan.ts";
import { type Progressed, progressOf, recordOf, writeRecord } from "../sweeps/record.ts";
import { resultOf } from "../sweeps/run_state.ts";
import { failedRows, tableRows } from "../sweeps/table.ts";
import type { Language } from "../language.ts";
import { compileFile } from "./load.ts";
import { recipeFile } from "./options/names.ts";
import { type Wanted, wantedVariants } from "./options/sweep_factors.ts";
import { columns } from "./terminal/columns.ts";
import { writeSweepPage } from "./sweep_page.ts";
import { planLines, requireDisk, requireSweepFolder, uniqueJobs } from "./sweep_plan.ts";
import { listenForStops } from "./terminal/stops.ts";
import { entered, fromHere, headsFolder, pathWord, ROOT, runsFolder, toPaste } from "./terminal/paths.ts";
import { printErr, printJson, printOut } from "./terminal/print.ts";
import { showSweep } from "./terminal/sweep_display.ts";

/** Options of `sweep`. */
export interface SweepOptions {
  readonly seeds?: readonly number[] | undefined;
  /** Lines `path=value,value`. */
  readonly set: readonly string[];
  /** Recipes to lay over, each in turn. */
  readonly patch: readonly string[];
  readonly grid?: string | undefined;
  /** How many runs at a time; as the executor likes where absent. */
  readonly jobs?: number | undefined;
  readonly executor: ExecutorName;
  /** What `sbatch` is told besides. */
  readonly slurmOption: readonly string[];
  /** Submits failed runs again. */
  readonly retryFailed?: boolean | undefined;
  /** The folder of the sweep, instead of one in `runs/sweeps`. */
  readonly out?: string | undefined;
  /** Lets every run write event files. */
  readonly tensorboard?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Trains what is not finished; 0 when all runs are done or handed over, 1 when one failed or the sweep was interrupted. */
export async function sweepCommand(recipes: readonly string[], options: SweepOptions): Promise<number> {
  const { variants, seeds, metric, name, folderOf } = wantedVariants({ recipes, ...options });
  const out = resolve(options.out === undefined ? join(runsFolder(), "sweeps", name) : fromHere(options.out));
  const plan = await planSweep(variants, {
    out,
    seeds,
    metric,
    options: options.tensorboard ? ["--tensorboard"] : [],
    ...opening(folderOf),
  });
  const memory = memoryOf(plan.variants);
  const executor = EXECUTORS[options.executor]({
    root: ROOT,
    entered: entered(),
    out,
    jobs: options.jobs,
    memory,
    slurmOptions: options.slurmOption,
    retryFailed: options.retryFailed ?? false,
    tell: printErr,
  });
  requireDisk(plan, out);
  await requireSweepFolder(out);
  await ensureFolder(out);
  using _ = lockRun(out);
  await removeLeftovers(out);
  const jobs = progressOf(plan.jobs);
  const save = () => writeRecord(out, metric.text, jobs);
  await save();
  await writeRecipes(plan, join(out, "recipes"));
  const stops = listenForStops(executor);
  const left = uniqueJobs(jobs.filter(({ state }) => state !== "done").map(({ job }) => job));
  const time = await timeOf(jobs, left, { out, atOnce: executor.atOnce, stop: stops.signal });
  printErr(planLines(plan, jobs, { out, executor, memory, ...time }));
  const notes = await train(left, jobs, { executor, stop: stops.signal, save });
  stops.stop();
  printResults(jobs, { out, metric: metric.text, json: options.json ?? false, notes });
  if (!stops.signal.aborted) {
    (options.json ? printErr : printOut)(await writeSweepPage(out, metric.text));
  }
  if (stops.signal.aborted) printErr("stopped; the same command goes on");
  return jobs.every(({ state }) => state === "done" || state === "queued" || state === "running") ? 0 : 1;
}

/** How variants are compiled and their data opened. */
function opening(folderOf: Wanted["folderOf"]): Pick<PlanOptions, "compile" | "open"> {
  const languages = new Map<unknown, Language | undefined>();
  return {
    async compile({ recipe, patches, overrides }) {
      [recipe, ...patches].forEach(recipeFile);
      const { program, language } = await compileFile(recipe, {
        patches,
        set: overrides.map(({ text }) => text),
        folder: overrides.map(folderOf),
        cwd: Deno.cwd(),
        read: readTextSync,
      });
      languages.set(program, language);
      return { program, kinds: language?.kinds };
    },
    open: ({ program }) => openDataset(program.recipe, languages.get(program), { headsIn: headsFolder() }),
  };
}

/** Seconds that jobs will take, as finished runs took or as some steps of a recipe are measured now, where runs share this machine. */
async function timeOf(
  jobs: readonly Progressed[],
  left: readonly Job[],
  { out, atOnce, stop }: {
    readonly out: string;
    readonly atOnce: number | undefined;
    readonly stop: AbortSignal;
  },
): Promise<{ seconds: number | undefined; isMeasured: boolean }> {
  const measured = fromFinished(jobs);
  if (atOnce === undefined) return { seconds: secondsLeft(left, measured, 1), isMeasured: false };
  const unknown = firstOfEach(left).filter(({ recipe }) => !measured.has(recipe));
  for (const job of unknown) {
    const seconds = stop.aborted
      ? undefined
      : await measureStep(job, { root: ROOT, entered: entered(), out, jobs: atOnce }, stop);
    if (seconds !== undefined) measured.set(job.recipe, seconds);
  }
  return { seconds: secondsLeft(left, measured, atOnce), isMeasured: unknown.length > 0 };
}

/** Prints the table, and what failed. */
function printResults(
  jobs: readonly Progressed[],
  { out, metric, json, notes }: {
    readonly out: string;
    readonly metric: string;
    readonly json: boolean;
    /** About runs that go on elsewhere. */
    readonly notes: readonly string[];
  },
): void {
  const failed = failedRows(jobs);
  const print = json ? printErr : printOut;
  print([
    "",
    ...columns(tableRows(jobs, metric)),
    ...failed.length > 0
      ? ["", ...columns(failed), `what they told is in ${pathWord(join(out, "logs"))}`]
      : [],
    "",
    ...notes,
    `sweep    ${pathWord(join(out, "sweep.json"))}`,
  ]);
  if (!json) return;
  const { runs, ...rest } = recordOf(out, metric, jobs);
  const pasted = runs.map((each) => ({ ...each, run: toPaste(join(out, each.run)) }));
  printJson({ ...rest, out: toPaste(out), runs: pasted });
}

/** Runs jobs, and keeps what becomes of them. */
async function train(
  left: readonly Job[],
  jobs: readonly Progressed[],
  { executor, stop, save }: { executor: Executor; stop: AbortSignal; save: () => Promise<void> },
): Promise<readonly string[]> {
  const ofFolder = Map.groupBy(jobs, ({ job }) => job.folder);
  const display = showSweep(jobs);
  let saving = Promise.resolve();
  const changed = (some: readonly Job[], change: (each: Progressed) => void) => {
    for (const { folder } of some) {
      const rows = ofFolder.get(folder)!;
      rows.forEach(change);
      display.changed(rows[0]!);
    }
    return saving = saving.then(save);
  };
  try {
    return await executor.run(left, {
      queued: (some) => changed(some, (each) => each.state = "queued"),
      began: (job) => changed([job], (each) => each.state = "running"),
      ended: (job, outcome) =>
        changed([job], (each) => {
          each.result = outcome.state === "done" ? resultOf(job) : undefined;
          const isLost = outcome.state === "done" && !each.result;
          each.state = isLost ? "failed" : outcome.state;
          each.message = isLost
            ? `result.json in "${toPaste(job.folder)}" is damaged: remove the folder to run it again`
            : outcome.state === "failed"
            ? outcome.message
            : undefined;
        }),
    }, stop);
  } finally {
    display.stop();
  }
}

/** The first job of each recipe. */
function firstOfEach(jobs: readonly Job[]): Job[] {
  return [...Map.groupBy(jobs, ({ recipe }) => recipe).values()].map(([first]) => first!);
}

/** Keeps the recipes as they are now: what is edited while the sweep goes on is of another one. */
async function writeRecipes({ jobs }: Plan, folder: string): Promise<void> {
  await ensureFolder(folder);
  for (const [file, [job]] of Map.groupBy(jobs, ({ file }) => file)) {
    if (!isThere(file)) await writeWhole(file, job!.resolved);
  }
}
