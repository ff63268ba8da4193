/** How long runs take: from those that are finished, otherwise from some measured steps. */
import { join } from "node:path";
import { readTextSync } from "../files/reading.ts";
import type { Job } from "./job.ts";
import { type LocalOptions, start } from "./local.ts";
import type { Progressed } from "./record.ts";

/** Seconds of a step by the name of the recipe, and what they are taken from. */
export interface Measured {
  readonly seconds: ReadonlyMap<string, number>;
  /** In a few words. */
  readonly from: string;
}

/** The seconds of a step in runs that are finished, evaluations counted. */
export function fromFinished(jobs: readonly Progressed[]): Map<string, number> {
  const byRecipe = Map.groupBy(jobs.filter(({ result }) => result), ({ job }) => job.recipe);
  return new Map([...byRecipe].map(([recipe, runs]) => {
    const sum = (value: (run: Progressed) => number) => runs.reduce((all, run) => all + value(run), 0);
    return [recipe, sum(({ result }) => result!.seconds) / sum(({ result }) => result!.steps)];
  }));
}

/**
 * The seconds of a step of a job, measured in a process of its own that trains some steps and leaves nothing.
 *
 * @returns undefined where it fails, which the run will tell.
 */
export async function measureStep(
  job: Job,
  options: LocalOptions,
  stop: AbortSignal,
): Promise<number | undefined> {
  const folder = join(options.out, ".measured");
  const remove = () => Deno.remove(folder, { recursive: true }).catch(() => {});
  await remove();
  const sets = job.overrides.flatMap((each) => ["--set", each]);
  const child = start([job.file, "--folder", folder, "--profile", ...sets], {
    ...options,
    atOnce: options.jobs,
  });
  const end = () => child.kill("SIGKILL");
  stop.addEventListener("abort", end);
  try {
    await child.stderr.cancel();
    if (!(await child.status).success) return undefined;
    const { recorded_step_ms, step_ms } = JSON.parse(readTextSync(join(folder, "profile.json"))) as {
      recorded_step_ms: number | null;
      step_ms: number;
    };
    return (recorded_step_ms ?? step_ms) / 1000;
  } finally {
    stop.removeEventListener("abort", end);
    await child.stdin.close().catch(() => {});
    await remove();
  }
}

/** Seconds of all steps that are still to come; undefined where some recipe was not measured. */
export function secondsLeft(
  steps: readonly { readonly recipe: string; readonly steps: number }[],
  measured: ReadonlyMap<string, number>,
  atOnce: number,
): number | undefined {
  if (steps.some(({ recipe }) => !measured.has(recipe))) return undefined;
  return steps.reduce((sum, each) => sum + each.steps * measured.get(each.recipe)!, 0) / atOnce;
}
