/** `sweep`: trains variants of recipes with several seeds, and prints their table. */
import { join, resolve } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { openDataset } from "../data/open_dataset.ts";
import { ensureFolder, writeWhole } from "../files/write.ts";
import { freeBytes } from "../files/free_space.ts";
import { isThere, readTextSync } from "../files/reading.ts";
import { lockRun } from "../runs/lock.ts";
import type { Executor, Job } from "../sweeps/job.ts";
import { localExecutor } from "../sweeps/local.ts";
import { fromFinished, measureStep, secondsLeft } from "../sweeps/measure.ts";
import { diskOf, memoryOf, requireMemoryFor, sizeText } from "../sweeps/needs.ts";
import { type Plan, planSweep } from "../sweeps/plan.ts";
import { type Progressed, progressOf, recordOf, writeRecord } from "../sweeps/record.ts";
import { resultOf, stateOf } from "../sweeps/run_state.ts";
import { failedRows, tableRows } from "../sweeps/table.ts";
import { count } from "../annotations/layout.ts";
import type { Language } from "../language.ts";
import { compileFile } from "./load.ts";
import { refuseMisnamed } from "./options/names.ts";
import { wantedVariants } from "./options/sweep_factors.ts";
import { columns } from "./terminal/columns.ts";
import { listenForStops } from "./terminal/stops.ts";
import { fromHere, ROOT, RUNS, toPaste } from "./terminal/paths.ts";
import { printErr, printJson, printOut } from "./terminal/print.ts";
import { formatSeconds } from "./terminal/progress.ts";
import { showSweep } from "./terminal/sweep_display.ts";

/** Options of `sweep`. */
export interface SweepOptions {
  readonly seeds?: readonly number[] | undefined;
  /** Lines `path=value,value`. */
  readonly set: readonly string[];
  /** Recipes to lay over, each in turn. */
  readonly patch: readonly string[];
  readonly grid?: string | undefined;
  /** How many runs at a time. */
  readonly jobs: number;
  /** The folder of the sweep, instead of one in `runs/sweeps`. */
  readonly out?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Trains what is not finished; 0 when all runs are done, 1 when one failed or the sweep was interrupted. */
export async function sweepCommand(recipes: readonly string[], options: SweepOptions): Promise<number> {
  const { json = false, jobs: atOnce } = options;
  const { variants, seeds, metric, name } = wantedVariants({ recipes, ...options });
  const out = resolve(options.out === undefined ? join(RUNS, "sweeps", name) : fromHere(options.out));
  const languages = new Map<unknown, Language | undefined>();
  const plan = await planSweep(variants, {
    out,
    seeds,
    metric,
    async compile({ recipe, patches, overrides }) {
      [recipe, ...patches].forEach(refuseMisnamed);
      const { program, language } = await compileFile(recipe, {
        patches,
        set: overrides.map(({ text }) => text),
        folder: fromHere("."),
        cwd: Deno.cwd(),
        read: readTextSync,
      });
      languages.set(program, language);
      return { program, kinds: language?.kinds };
    },
    open: ({ program }) => openDataset(program.recipe, languages.get(program)),
  });
  const memory = memoryOf(plan.variants);
  requireMemoryFor(atOnce, memory);
  requireDisk(plan, out);
  await ensureFolder(out);
  using _ = lockRun(out);
  await writeRecipes(plan, join(out, "recipes"));
  const jobs = progressOf(plan.jobs);
  const executor = localExecutor({ root: ROOT, out, jobs: atOnce });
  const stops = listenForStops(executor);
  const measured = fromFinished(jobs);
  const left = unique(jobs.filter(({ state }) => state !== "done").map(({ job }) => job));
  for (const job of firstOfEach(left)) {
    if (measured.has(job.recipe) || stops.signal.aborted) continue;
    const seconds = await measureStep(job, { root: ROOT, out, jobs: atOnce }, stops.signal);
    if (seconds !== undefined) measured.set(job.recipe, seconds);
  }
  printErr(planLines(plan, jobs, { out, executor, memory, seconds: secondsLeft(left, measured, atOnce) }));
  await writeRecord(out, metric.text, jobs);
  await train(left, jobs, { executor, stop: stops.signal, save: () => writeRecord(out, metric.text, jobs) });
  stops.stop();
  const print = json ? printErr : printOut;
  print(["", ...columns(tableRows(jobs, metric.text))]);
  const failed = failedRows(jobs);
  if (failed.length > 0) {
    print(["", ...columns(failed), `what they told is in ${toPaste(join(out, "logs"))}`]);
  }
  print(["", `sweep    ${toPaste(join(out, "sweep.json"))}`]);
  if (json) {
    const { runs, ...rest } = recordOf(out, metric.text, jobs);
    printJson({
      ...rest,
      out: toPaste(out),
      runs: runs.map((each) => ({ ...each, run: toPaste(join(out, each.run)) })),
    });
  }
  if (stops.signal.aborted) printErr("stopped; the same command goes on");
  return jobs.every(({ state }) => state === "done") ? 0 : 1;
}

/** Runs jobs, and keeps what becomes of them. */
async function train(
  left: readonly Job[],
  jobs: readonly Progressed[],
  { executor, stop, save }: { executor: Executor; stop: AbortSignal; save: () => Promise<void> },
): Promise<void> {
  const ofFolder = Map.groupBy(jobs, ({ job }) => job.folder);
  const display = showSweep(jobs);
  let saving = Promise.resolve();
  const changed = (job: Job, change: (each: Progressed) => void) => {
    const rows = ofFolder.get(job.folder)!;
    rows.forEach(change);
    display.changed(rows[0]!);
    return saving = saving.then(save);
  };
  try {
    await executor.run(left, {
      began: (job) => changed(job, (each) => each.state = "running"),
      ended: (job, outcome) =>
        changed(job, (each) => {
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

/** One job for each folder: variants may come to the same recipe. */
function unique(jobs: readonly Job[]): Job[] {
  return [...new Map(jobs.map((job) => [job.folder, job])).values()];
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

function diskBytes({ variants, jobs }: Plan): number {
  const new_ = unique(jobs).filter(({ folder }) => stateOf(folder) === "new").length;
  return new_ * Math.max(...variants.map(diskOf));
}

function requireDisk(plan: Plan, out: string): void {
  const [needed, free] = [diskBytes(plan), freeBytes(out)];
  if (needed <= free) return;
  throw userError(
    `The runs take about ${sizeText(needed)} on the disk, and ${sizeText(free)} are free`,
    "free some space, or name a folder on another disk with --out",
  );
}

function planLines(
  plan: Plan,
  jobs: readonly Progressed[],
  { out, executor, memory, seconds }: {
    out: string;
    executor: Executor;
    memory: number;
    seconds: number | undefined;
  },
): string[] {
  const states = Map.groupBy(unique(plan.jobs), ({ folder }) => stateOf(folder));
  const some = (state: "finished" | "begun", text: string) => {
    const number = states.get(state)?.length ?? 0;
    return number === 0 ? [] : [`${number} ${text}`];
  };
  const variants = plan.variants.length;
  const done = [...some("finished", "finished"), ...some("begun", "begun")].map((each) => `, ${each}`).join(
    "",
  );
  return [
    `sweep    ${toPaste(out)}`,
    `runs     ${count(jobs.length, "run")} of ${count(variants, "variant")}${done}`,
    ...plan.variants.map(({ variant }) =>
      `         ${[variant.name, ...variant.overrides.map(({ text }) => text)].join("  ")}`
    ),
    `jobs     ${executor.description}, up to ${sizeText(memory)} of memory each`,
    `time     ${
      seconds === undefined ? "not measured" : `about ${formatSeconds(seconds)}, from measured steps`
    }`,
    `disk     about ${sizeText(diskBytes(plan))}, ${sizeText(freeBytes(out))} are free`,
    ...plan.warnings.map((each) => `warning: ${each}`),
  ];
}
