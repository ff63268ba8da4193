/** The page about a sweep, of the runs that are finished. */
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { disagreements } from "../comparison/agreement.ts";
import { runsOfSweep } from "../comparison/find_runs.ts";
import { compareRuns } from "../comparison/run_comparison.ts";
import { groupedRuns } from "./compared_groups.ts";
import { comparisonNotes } from "./comparison_notes.ts";
import { printErr } from "./terminal/print.ts";
import { writeComparison } from "./write_comparison.ts";

/** The smallest difference that counts, and draws: what `compare` takes unless it is told otherwise. */
export const COMPARED = { margin: 1, draws: 1000 } as const;

/**
 * Writes `report.html` into the folder of a sweep, and gives the line that says so. Variants that were scored otherwise than
 * the first are left out, and the page says which.
 *
 * @throws {UserError} When a file of a run cannot be used.
 */
export async function writeSweepPage(out: string, metric: string): Promise<string[]> {
  const found = await runsOfSweep(join(out, "sweep.json"), out);
  const { groups: all, ...left } = await groupedRuns(found);
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
  const comparison = await compareRuns(groups, baseline, { metrics: [metric], ...COMPARED });
  const leftOut = others.map(({ message }) => `${message}: left out`);
  // The table on the terminal has their numbers beside the others.
  for (const each of leftOut) printErr(`warning: ${each} of the page; their numbers cannot be compared`);
  const notes = [
    ...leftOut,
    ...comparisonNotes({ ...comparison, ...left, failed: [] }),
  ];
  return writeComparison(comparison, { title: basename(out), failed: left.failed, notes, report });
}
