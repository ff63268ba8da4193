/** The page about a sweep, of the runs that are finished. */
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { UserError } from "../../specs/diagnostics/diagnostics.ts";
import { disagreements } from "../comparison/agreement.ts";
import { type FailedRun, runsOfSweep } from "../comparison/find_runs.ts";
import type { ScoredRun } from "../comparison/finished_runs.ts";
import type { RunGroup } from "../comparison/groups.ts";
import { readPredicted } from "../comparison/predicted.ts";
import { compareRuns } from "../comparison/run_comparison.ts";
import { groupedRuns } from "./compared_groups.ts";
import { comparisonNotes } from "./comparison_notes.ts";
import { toPaste } from "./terminal/paths.ts";
import { printErr } from "./terminal/print.ts";
import { writeComparison } from "./write_comparison.ts";

/** The smallest difference that counts, and draws: what `compare` takes unless it is told otherwise. */
export const COMPARED = { margin: 1, draws: 1000 } as const;

/**
 * Writes `report.html` into the folder of a sweep, and gives the line that says so. Variants that were scored otherwise than
 * the first are left out, and so are runs whose predictions are damaged; the page says which.
 *
 * @throws {UserError} When another file of a run cannot be used.
 */
export async function writeSweepPage(out: string, metric: string): Promise<string[]> {
  const found = await runsOfSweep(join(out, "sweep.json"), out);
  const { groups: grouped, ...left } = await groupedRuns(found);
  const damaged = new Map<ScoredRun, UserError>();
  const read = await readPredicted(grouped, (run, error) => damaged.set(run, error));
  const all = grouped.map((group) => ({ ...group, runs: group.runs.filter((run) => !damaged.has(run)) }))
    .filter(({ runs }) => runs.length > 0);
  const failed = [...left.failed, ...damagedRuns(grouped, damaged)];
  const report = join(out, "report.html");
  const [baseline] = all;
  if (!baseline) {
    // One of an earlier plan would show what the sweep no longer has.
    if (existsSync(report)) await Deno.remove(report);
    return [];
  }
  const others = disagreements(baseline, all);
  const otherwise = new Set(others.flatMap(({ folders }) => folders));
  const groups = all.filter(({ runs }) => !runs.some(({ folder }) => otherwise.has(folder)));
  const comparison = await compareRuns(groups, baseline, { metrics: [metric], ...COMPARED }, read);
  const leftOut = others.map(({ message }) => `${message}: left out`);
  // The table on the terminal has their numbers beside the others.
  for (const each of leftOut) printErr(`warning: ${each} of the page; their numbers cannot be compared`);
  const notes = [
    ...leftOut,
    ...comparisonNotes({ ...comparison, ...left, failed: [] }),
  ];
  return writeComparison(comparison, { title: basename(out), failed, notes, report });
}

/** Runs whose files cannot be read, as the page shows runs that failed; each is told. */
function damagedRuns(groups: readonly RunGroup[], damaged: ReadonlyMap<ScoredRun, UserError>): FailedRun[] {
  return groups.flatMap(({ name, runs }) =>
    runs.flatMap((run): FailedRun[] => {
      const error = damaged.get(run);
      if (!error) return [];
      const { message } = error.diagnostics[0]!;
      const remedy = "restore its predictions.json from a copy, or remove its folder and sweep again";
      printErr(`warning: "${toPaste(run.folder)}" is left out of the page: ${message}; ${remedy}`);
      return [{ variant: name, seed: run.seed, message: `cannot be read: ${message}` }];
    })
  );
}
