/** How every operation runs: the interpreter's own, and those of extensions that are loaded. */
import { BLOCK_RUNS } from "../kinds/blocks/mod.ts";
import { FUNCTION_RUNS } from "../kinds/functions/mod.ts";
import type { Run } from "./call.ts";
import { STRUCTURE_RUNS } from "./structure.ts";

const runs = new Map(Object.entries({ ...STRUCTURE_RUNS, ...FUNCTION_RUNS, ...BLOCK_RUNS }));

/** How the operation of a name runs. */
export function runOf(op: string): Run {
  return runs.get(op)!;
}

/** Adds how an extension's operation runs. */
export function addRun(op: string, run: Run): void {
  runs.set(op, run);
}
