/** Comparison of results with earlier ones. */
import { z } from "zod";
import { userError } from "../specs/diagnostics/diagnostics.ts";
import type { BenchResult } from "./mod.ts";
import { type Row, rowsOf } from "./table.ts";
import { readTextSync } from "../pipeline/files/reading.ts";

/** Results that later ones are compared with. */
export interface Baseline {
  /** What measured them, in words. */
  readonly machine: string;
  readonly results: readonly BenchResult[];
}

/** A measurement that takes more than this many times as much as before is a regression. */
export const TOLERATED = 1.1;

/** What became of a baseline. */
export interface Comparison {
  /** Time now / time of the baseline, by the label of a row. */
  readonly ratios: ReadonlyMap<string, number>;
  /** One sentence each. */
  readonly regressions: readonly string[];
}

/** Compares times and peak memory of what both have. */
export function compareResults(baseline: Baseline, results: readonly BenchResult[]): Comparison {
  const earlier = new Map(baseline.results.flatMap(rowsOf).map((row) => [row.label, row]));
  const ratios = new Map<string, number>();
  const regressions: string[] = [];
  for (const row of results.flatMap(rowsOf)) {
    const before = earlier.get(row.label);
    if (!before) continue;
    ratios.set(row.label, row.ms / before.ms);
    regressions.push(...regressionsOf(row, before));
  }
  return { ratios, regressions };
}

function regressionsOf(now: Row, before: Row): string[] {
  const found: string[] = [];
  const [time, memory] = [now.ms / before.ms, (now.peakGb ?? 0) / (before.peakGb ?? Infinity)];
  if (time > TOLERATED) found.push(`${now.label} takes ${time.toFixed(2)} times as long as before`);
  if (memory > TOLERATED) {
    found.push(`${now.label} holds ${memory.toFixed(2)} times as much memory as before`);
  }
  return found;
}

/** The baseline with newer results in place of those of the same name; of another machine nothing is kept. */
export function updateBaseline(earlier: Baseline | undefined, { machine, results }: Baseline): Baseline {
  const names = new Set(results.map(({ name }) => name));
  const kept = earlier?.machine === machine ? earlier.results.filter(({ name }) => !names.has(name)) : [];
  return { machine, results: [...kept, ...results] };
}

const baselineSchema = z.object({
  machine: z.string(),
  results: z.array(z.looseObject({ name: z.string() })),
});

/**
 * Reads a baseline file.
 *
 * @throws {UserError} When there is none, or it is something else.
 */
export function readBaseline(path: string): Baseline {
  let text: string;
  try {
    text = readTextSync(path);
  } catch (error) {
    const { message } = error as Error;
    throw userError(`Cannot read the baseline "${path}": ${message}`, "make one: deno task bench --save");
  }
  try {
    return baselineSchema.parse(JSON.parse(text));
  } catch {
    throw userError(`"${path}" is no baseline`, "make one: deno task bench --save");
  }
}
