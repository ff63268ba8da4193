/** What the runs of a sweep take: memory and disk. */
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { parametersOf, tensorsOf } from "../../specs/program.ts";
import { KINDS } from "../kinds/mod.ts";
import { machineMemory, neededMemory } from "../memory.ts";
import { optimizerOf } from "../training/optimizer.ts";
import type { Compiled } from "./plan.ts";

/** Bytes of a process without a model: engine, features that are kept, results. Measured. */
const PROCESS = 0.8e9;
/** Recipes take up to so many times of what is counted. Measured. */
const MEASURED = 2;
/** Bytes of predictions, report and metrics of a run. Measured. */
const RESULTS = 0.5e6;

/** Bytes of memory that a run takes at most, of the largest variant. */
export function memoryOf(variants: readonly Compiled[]): number {
  return Math.max(
    ...variants.map(({ program, kinds }) => PROCESS + MEASURED * neededMemory(program, kinds ?? KINDS)),
  );
}

/**
 * Refuses more runs at a time than the machine has memory for.
 *
 * @param each Bytes of a run.
 * @param total Bytes of this machine; nothing is refused where they are unknown.
 * @throws {UserError} With how many there may be.
 */
export function requireMemoryFor(jobs: number, each: number, total = machineMemory()): void {
  if (total === undefined || jobs === 1 || jobs * each <= total) return;
  throw userError(
    `${jobs} runs at a time take up to ${sizeText(jobs * each)} of memory, and this machine has ${
      sizeText(total)
    }`,
    `write --jobs ${Math.max(1, Math.floor(total / each))}`,
  );
}

/** Bytes on the disk that a run takes. */
export function diskOf({ program, kinds = KINDS }: Compiled): number {
  const values = (tensors: ReturnType<typeof tensorsOf>) =>
    tensors.reduce((sum, { shape }) => sum + shape.reduce((all, size) => all * size, 1), 0);
  const trained = values(parametersOf(program));
  const all = values(tensorsOf(program));
  const { slots } = optimizerOf({ program, kinds });
  const best = program.recipe.training.keep === "last" ? 0 : all;
  return 4 * (all + slots.length * trained + best) + RESULTS;
}

/** 1234567 -> "1.2 MB". */
export function sizeText(bytes: number): string {
  const [size, unit] =
    [[1e12, "TB"], [1e9, "GB"], [1e6, "MB"], [1e3, "kB"]].find(([size]) => bytes >= Number(size)) ??
      [1, "bytes"];
  return `${(bytes / Number(size)).toFixed(1)} ${unit}`;
}
