/** `compare`: what the results of runs say of the difference of their methods. */
import { basename, resolve } from "node:path";
import { UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../specs/diagnostics/suggest.ts";
import { count } from "../annotations/layout.ts";
import { disagreements } from "../comparison/agreement.ts";
import { findRuns } from "../comparison/find_runs.ts";
import type { ScoredRun } from "../comparison/finished_runs.ts";
import { TABLE_FORMS } from "../comparison/formats/mod.ts";
import { metricsJson } from "../comparison/formats/json.ts";
import type { TableForm } from "../comparison/formats/names.ts";
import { spreadPerTiou, terminalTables, type TextTable } from "../comparison/formats/terminal.ts";
import type { RunGroup } from "../comparison/groups.ts";
import { compareRuns } from "../comparison/run_comparison.ts";
import { isFolder, isThere } from "../files/reading.ts";
import { isRun } from "../runs/folder.ts";
import { AVERAGE } from "../runs/metric.ts";
import { groupedRuns } from "./compared_groups.ts";
import { comparisonHead, differencesJson } from "./comparison_head.ts";
import { comparisonNotes } from "./comparison_notes.ts";
import { writeComparison } from "./write_comparison.ts";
import { suggestRun } from "./options/names.ts";
import { columns } from "./terminal/columns.ts";
import { command } from "../../specs/diagnostics/command.ts";
import { fromHere, ROOT, toPaste } from "./terminal/paths.ts";
import { printErr, printJson, printOut } from "./terminal/print.ts";

/** Options of `compare`. */
export interface CompareOptions {
  /** Names of metrics; the first decides where one does. */
  readonly metric: readonly string[];
  /** Adds mAP at each tIoU. */
  readonly perTiou?: boolean | undefined;
  /** Name of the group that the others are compared with; the first otherwise. */
  readonly baseline?: string | undefined;
  /** The smallest difference that counts as one, in percent. */
  readonly margin: number;
  /** Draws of seeds and videos. */
  readonly draws: number;
  readonly json?: boolean | undefined;
  readonly format?: TableForm | undefined;
  /** The page to write. */
  readonly report?: string | undefined;
  /** The folder for tables of all that the page draws. */
  readonly csv?: string | undefined;
}

/** Prints the comparison of all finished runs in some folders; 0, as mistakes are thrown. */
export async function compareCommand(
  named: readonly string[],
  { metric: names, margin, draws, json, format, report, csv, ...options }: CompareOptions,
): Promise<number> {
  const found = await findRuns(named.map(runOrFolder), ROOT);
  const { groups, ...left } = await groupedRuns(found);
  if (groups.length === 0) throw noResults(named, left);
  const baseline = baselineOf(groups, options.baseline);
  refuseOthers(baseline, groups);
  const metrics = names.length > 0 ? names : [found.metric ?? AVERAGE];
  const comparison = await compareRuns(groups, baseline, { metrics, margin, draws });
  const compared = comparison.metrics;
  const perTiou = options.perTiou ? comparison.perTiou() : [];
  const notes = comparisonNotes({ ...comparison, ...left });
  for (const note of notes) printErr(`note: ${note}`);
  if (json) {
    printJson({
      baseline: baseline.name,
      protocol: comparison.protocol.kind,
      ground_truth: baseline.runs[0]!.groundTruth ?? null,
      margin,
      draws,
      groups: groups.map((group) => groupJson(group, baseline)),
      metrics: metricsJson([...compared, ...perTiou]),
      notes,
    });
  } else if (format) printOut(TABLE_FORMS[format]([...compared, ...perTiou]));
  else {
    const tables = compared.flatMap((each) => terminalTables(each, draws));
    const all = perTiou.length > 0 ? [...tables, spreadPerTiou(perTiou)] : tables;
    printOut([...comparisonHead(groups, baseline), ...all.flatMap(tableLines)]);
  }
  const written = await writeComparison(comparison, {
    title: titleOf(named),
    failed: left.failed,
    notes,
    report,
    csv,
  });
  if (written.length > 0) (json || format ? printErr : printOut)(["", ...written]);
  return 0;
}

/** What the page is called: after the folders. */
function titleOf(named: readonly string[]): string {
  return named.map((name) => basename(resolve(fromHere(name)))).join(", ");
}

function runOrFolder(name: string): string {
  const path = fromHere(name);
  if (isFolder(path)) return path;
  const what = isThere(path) ? "is no folder" : "is not there";
  throw userError(`"${name}" ${what}`, suggestRun(name) ?? "name run folders, or folders that hold some");
}

function noResults(
  named: readonly string[],
  { unfinished, unscored }: Readonly<Record<"unfinished" | "unscored", readonly string[]>>,
): UserError {
  const where = named.map((name) => `"${name}"`).join(", ");
  const [first] = unfinished;
  const found = [
    ...unfinished.length > 0 ? [`${count(unfinished.length, "run")} not finished`] : [],
    ...unscored.length > 0 ? [`${count(unscored.length, "run")} in which nothing was scored`] : [],
  ].join(", ");
  const isThere = first !== undefined && isRun(fromHere(first));
  return userError(
    `No run with results in ${where}${found ? `: ${found}` : ""}`,
    isThere
      ? `go on with it: ${command("run", "--resume", first)}`
      : `make one: ${command("run", "recipes/demo.yaml")}`,
  );
}

function baselineOf(groups: readonly RunGroup[], wanted: string | undefined): RunGroup {
  if (wanted === undefined) return groups[0]!;
  const found = groups.find(({ name }) => name === wanted);
  if (found) return found;
  throw userError(`No runs of "${wanted}" to compare with`, suggest(wanted, groups.map(({ name }) => name)));
}

/** Refuses numbers that were computed by other rules than the baseline's, or of other instances. */
function refuseOthers(baseline: RunGroup, groups: readonly RunGroup[]): void {
  const others = disagreements(baseline, groups);
  if (others.length === 0) return;
  const left = new Set(others.flatMap(({ folders }) => folders));
  const folders = groups.flatMap(({ runs }) => runs.map(({ folder }) => folder));
  const comparable = folders.filter((folder) => !left.has(folder)).map(toPaste);
  const hint = `compare those alone that agree: ${command("compare", ...comparable)}`;
  throw new UserError(
    "These runs cannot be compared",
    others.map(({ message }, i) => ({ message, ...(i === others.length - 1 && { hint }) })),
  );
}

function groupJson(group: RunGroup, baseline: RunGroup) {
  return {
    name: group.name,
    differences: differencesJson(group, baseline),
    runs: group.runs.map(({ folder, seed, keeps }: ScoredRun) => ({
      run: toPaste(folder),
      seed,
      kept: keeps,
    })),
  };
}

function tableLines({ title, rows, below }: TextTable): string[] {
  return ["", title, "", ...columns(numbersToTheRight(rows)), ...(below.length > 0 ? ["", ...below] : [])];
}

/** Pads cells in columns that hold nothing but numbers under their head. */
function numbersToTheRight(rows: TextTable["rows"]): string[][] {
  const [head, ...body] = rows;
  const widths = head!.map((_, i) =>
    body.every((row) => /^(?:[-+]?\d+\.?\d*|-)$/.test(row[i]!))
      ? Math.max(...rows.map((row) => row[i]!.length))
      : 0
  );
  return rows.map((row) => row.map((cell, i) => cell.padStart(widths[i]!)));
}
