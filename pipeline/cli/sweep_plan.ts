/** What a sweep prints before it trains: the plan, and what it takes. */
import { relative } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { count } from "../annotations/layout.ts";
import { isThere, readFolder } from "../files/reading.ts";
import { freeBytes } from "../files/free_space.ts";
import type { Executor, Job } from "../sweeps/job.ts";
import { diskOf, sizeText } from "../sweeps/needs.ts";
import type { Plan } from "../sweeps/plan.ts";
import type { Progressed } from "../sweeps/record.ts";
import { stateOf } from "../sweeps/run_state.ts";
import { columns } from "./terminal/columns.ts";
import { pathWord, runsFolder, toPaste } from "./terminal/paths.ts";
import { formatSeconds } from "./terminal/progress.ts";

/** One job for each folder: variants may come to the same recipe. */
export function uniqueJobs(jobs: readonly Job[]): Job[] {
  return [...new Map(jobs.map((job) => [job.folder, job])).values()];
}

function diskBytes({ variants, jobs }: Plan): number {
  const fresh = uniqueJobs(jobs).filter(({ folder }) => stateOf(folder) === "new").length;
  return fresh * Math.max(...variants.map(diskOf));
}

/** Refuses a folder that its runs may not write in, or that holds something else: a sweep would write beside it. */
export async function requireSweepFolder(out: string): Promise<void> {
  // Deno takes a comma in --allow-write for the end of a path; below runs/ nothing has to be allowed.
  if (out.includes(",") && relative(runsFolder(), out).startsWith("..")) {
    throw userError(
      `Runs cannot be allowed to write in "${toPaste(out)}": its path has a comma`,
      "name a folder without one, or one in runs",
    );
  }
  if (!isThere(out)) return;
  // One listing: another sweep may begin here while this one looks.
  const names = (await readFolder(out)).map(({ name }) => name);
  if (names.includes("sweep.json")) return;
  // A sweep that was ended at once before its first record.
  const others = names.filter((name) => name !== "lock.json" && !/^\..*\.tmp$/.test(name));
  if (others.length === 0) return;
  throw userError(
    `"${toPaste(out)}" holds other things than a sweep, such as "${others[0]!}"`,
    "name a folder that is new, or that of a sweep",
  );
}

/** Refuses what the disk has no room for. */
export function requireDisk(plan: Plan, out: string): void {
  const [needed, free] = [diskBytes(plan), freeBytes(out)];
  if (needed <= free) return;
  throw userError(
    `The runs take about ${sizeText(needed)} on the disk, and ${sizeText(free)} are free`,
    "free some space, or name a folder on another disk with --out",
  );
}

/** The plan as lines. */
export function planLines(
  plan: Plan,
  jobs: readonly Progressed[],
  { out, executor, memory, seconds, isMeasured }: {
    readonly out: string;
    readonly executor: Executor;
    readonly memory: number;
    /** Time left. */
    readonly seconds: number | undefined;
    /** Whether steps were measured, and not taken from finished runs. */
    readonly isMeasured: boolean;
  },
): string[] {
  const all = plan.variants.map(({ variant }) => variant.overrides.map(({ text }) => text));
  const shared = (all[0] ?? []).filter((text) => all.every((texts) => texts.includes(text)));
  const states = Map.groupBy(uniqueJobs(plan.jobs), ({ folder }) => stateOf(folder));
  const some = (state: "finished" | "begun", text: string) => {
    const number = states.get(state)?.length ?? 0;
    return number === 0 ? [] : [`${number} ${text}`];
  };
  const variants = plan.variants.length;
  const done = [...some("finished", "finished"), ...some("begun", "begun")].map((each) => `, ${each}`).join(
    "",
  );
  return [
    `sweep    ${pathWord(out)}`,
    `runs     ${count(jobs.length, "run")} of ${count(variants, "variant")}${done}`,
    ...columns(plan.variants.map(({ variant }, i) => [
      "       ",
      variant.name,
      ...all[i]!.filter((text) => !shared.includes(text) && !variant.name.split(", ").includes(text)),
    ])),
    ...shared.length > 0 ? [`all      ${shared.join("  ")}`] : [],
    `jobs     ${executor.description}, up to ${sizeText(memory)} of memory each`,
    `time     ${timeText(seconds, isMeasured, executor.atOnce)}`,
    `disk     about ${sizeText(diskBytes(plan))}, ${sizeText(freeBytes(out))} are free`,
    ...plan.warnings.map((each) => `warning: ${each}`),
  ];
}

function timeText(seconds: number | undefined, isMeasured: boolean, atOnce: number | undefined): string {
  if (seconds === undefined) {
    return `unknown: ${
      atOnce === undefined ? "no run of each recipe is finished" : "steps could not be measured"
    }`;
  }
  const time = `about ${formatSeconds(seconds)}${atOnce === undefined ? " one after the other" : ""}`;
  return `${time}${
    isMeasured
      ? " for the steps, as some were measured; starts and evaluations come on top"
      : ", as finished runs took"
  }`;
}
