/** Writes the page about a sweep or a comparison, and its tables. */
import { dirname, join, relative, resolve } from "node:path";
import type { RunComparison } from "../comparison/run_comparison.ts";
import { isThere } from "../files/reading.ts";
import { ensureFolder, writeWhole } from "../files/write.ts";
import { collectComparison, type ComparisonSources } from "../report/collect_comparison.ts";
import { comparisonCsv } from "../report/comparison_tables.ts";
import { renderComparison } from "../report/pages/comparison_page.ts";
import { pathWord, toPaste } from "./terminal/paths.ts";

/** What is written, and where. */
export interface WrittenComparison extends Omit<ComparisonSources, "describe"> {
  readonly report?: string | undefined;
  /** The folder for tables. */
  readonly csv?: string | undefined;
}

/**
 * Writes what is asked for, and gives lines that say where it is.
 *
 * @throws {UserError} When a file of a run cannot be used.
 * @throws {RunError} When something cannot be written.
 */
export async function writeComparison(
  comparison: RunComparison,
  { report, csv, ...sources }: WrittenComparison,
): Promise<string[]> {
  if (report === undefined && csv === undefined) return [];
  const from = dirname(resolve(report ?? csv!));
  const data = await collectComparison(comparison, {
    ...sources,
    describe: ({ folder }) => ({
      folder: toPaste(folder),
      report: isThere(join(folder, "report.html")) ? linkTo(join(folder, "report.html"), from) : undefined,
    }),
  });
  if (report !== undefined) {
    await ensureFolder(from);
    await writeWhole(report, renderComparison(data));
  }
  if (csv !== undefined) {
    await ensureFolder(csv);
    for (const [name, text] of comparisonCsv(data)) await writeWhole(join(csv, name), text);
  }
  return [
    ...report === undefined ? [] : [`report   ${pathWord(report)}`],
    ...csv === undefined ? [] : [`tables   ${pathWord(csv)}`],
  ];
}

/** A file as a page in a folder links to it. */
function linkTo(file: string, from: string): string {
  return relative(from, resolve(file)).split("/").map(encodeURIComponent).join("/");
}
