/** `bench`: measures speed and memory. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { compareResults, readBaseline, updateBaseline } from "../../bench/baseline.ts";
import { describeMachine, describeVersions } from "../../bench/machine.ts";
import { BENCHMARKS, type BenchResult, type BenchSettings } from "../../bench/mod.ts";
import { severalRuns } from "../../bench/several_runs.ts";
import { markdownTable, rowsOf } from "../../bench/table.ts";
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../specs/diagnostics/suggest.ts";
import { writeWhole } from "../files/write.ts";
import { ROOT } from "./terminal/paths.ts";
import { printErr, printJson, printOut } from "./terminal/print.ts";

/** Options of `bench`. */
export interface BenchOptions extends BenchSettings {
  /** How often every benchmark is run. */
  readonly runs?: number | undefined;
  /** Prints one JSON object per benchmark on its own line instead of a table. */
  readonly json?: boolean | undefined;
  /** Keeps the results as the baseline. */
  readonly save?: boolean | undefined;
  /** Compares the results with the baseline. */
  readonly compare?: boolean | undefined;
}

const BASELINE = join(ROOT, "bench/baseline.json");

/** Runs benchmarks, all of them when none is named; 1 when something got slower than the baseline, else 0. */
export async function benchCommand(names: readonly string[], options: BenchOptions): Promise<number> {
  const chosen = names.length > 0 ? names : Object.keys(BENCHMARKS);
  requireKnown(chosen);
  const baseline = options.compare ? readBaseline(BASELINE) : undefined;
  const machine = describeMachine();
  const single: BenchResult[] = [];
  const { runs = 1 } = options;
  for (let run = 1; run <= runs; run++) {
    for (const name of chosen) {
      printErr(`measuring ${name}${runs > 1 ? `, run ${run} of ${runs}` : ""}`);
      const result: BenchResult = { name, ...await BENCHMARKS[name]!(options) };
      single.push(result);
      if (options.json) printJson(result);
    }
  }
  const results = runs > 1 ? severalRuns(single) : single;
  const comparison = baseline && compareResults(baseline, results);
  if (!options.json) {
    printOut([machine, describeVersions(single), ""]);
    printOut(markdownTable(results.flatMap(rowsOf), comparison?.ratios));
  }
  for (const note of new Set(single.flatMap(({ notes }) => notes as string[] | undefined ?? []))) {
    printErr(`note: ${note}`);
  }
  if (options.save) {
    const earlier = existsSync(BASELINE) ? readBaseline(BASELINE) : undefined;
    const updated = updateBaseline(earlier, { machine, results });
    await writeWhole(BASELINE, `${JSON.stringify(updated, null, 2)}\n`);
  }
  if (!comparison) return 0;
  if (baseline.machine !== machine) {
    printErr(`note: the baseline is of another machine: ${baseline.machine}`);
  }
  for (const regression of comparison.regressions) printErr(`slower: ${regression}`);
  return comparison.regressions.length > 0 ? 1 : 0;
}

function requireKnown(names: readonly string[]): void {
  const unknown = names.filter((name) => !Object.hasOwn(BENCHMARKS, name));
  if (unknown.length === 0) return;
  throw new UserError(
    "Cannot measure",
    unknown.map((name) => {
      const hint = suggest(name, Object.keys(BENCHMARKS));
      return { message: `Unknown benchmark "${name}"`, hint };
    }),
  );
}
