/** What a task of an array is started with. */
import { dirname, join } from "node:path";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { outputOf } from "./submission.ts";

/** Seconds before the time limit at which a run is asked to stop. */
const BEFORE_LIMIT = 120;
/** Bytes of the process that watches a run. */
const WATCHER = 0.2e9;

/** Options that sweeps set themselves, long and short. */
const OWN = /^(--(array|error|input|job-name|output|parsable|test-only|wait|wrap)(=|$)|-[aeiJoW])/;

/**
 * Refuses options of `sbatch` that would not reach it, or that sweeps set themselves.
 *
 * @throws {UserError} With what to write instead.
 */
export function refuseOptions(options: readonly string[]): void {
  for (const option of options) {
    if (!/^-\S/.test(option)) {
      throw userError(
        `--slurm-option is "${option}", and no option of sbatch`,
        "write one option with its value, such as --slurm-option --time=2:00:00",
      );
    }
    if (/^--signal/.test(option) && !/^--signal=B:TERM@\d+$/.test(option)) {
      throw userError(
        `--slurm-option is "${option}", and runs stop with a checkpoint on the signal B:TERM`,
        `write --slurm-option --signal=B:TERM@${BEFORE_LIMIT}, with as many seconds as you like`,
      );
    }
    if (OWN.test(option)) {
      throw userError(`--slurm-option is "${option}", which the sweep sets itself`, "leave it out");
    }
  }
}

/** What an array is submitted with. */
export interface ArrayOptions {
  readonly name: string;
  /** The folder of the submission. */
  readonly folder: string;
  /** How many tasks. */
  readonly tasks: number;
  /** How many of them at a time; all where absent. */
  readonly atOnce: number | undefined;
  /** Bytes that a run takes at most. */
  readonly memory: number;
  /** What was asked for. */
  readonly options: readonly string[];
}

/** The words of `sbatch`; what was asked for replaces what stands before it. */
export function arrayWords({ name, folder, tasks, atOnce, memory, options }: ArrayOptions): string[] {
  const hasMemory = options.some((option) => option.startsWith("--mem"));
  return [
    "--requeue",
    `--signal=B:TERM@${BEFORE_LIMIT}`,
    ...hasMemory ? [] : [`--mem=${Math.ceil((memory + WATCHER) / 2 ** 20)}M`],
    ...options,
    "--open-mode=append",
    `--job-name=${name}`,
    `--array=0-${tasks - 1}${atOnce === undefined ? "" : `%${atOnce}`}`,
    `--output=${outputOf(folder.replaceAll("%", "%%"), "%a")}`,
    join(folder, "task.sh"),
  ];
}

/**
 * The script of a task. It runs walt of this checkout on the Deno of this process, with a thread for each processor that the
 * task has.
 *
 * @param root The root of walt.
 * @param entered What its process is told first.
 * @param folder The folder of the submission.
 */
export function scriptText(root: string, entered: readonly string[], folder: string): string {
  return `#!/bin/sh
# A run of a sweep, as a task of an array: sbatch starts it.
cd ${quoted(Deno.cwd())} || exit 1
PATH=${quoted(dirname(Deno.execPath()))}:$PATH
threads=\${SLURM_CPUS_PER_TASK:-\${SLURM_CPUS_ON_NODE:-1}}
export PATH DENO_NO_UPDATE_CHECK=1 TF_NUM_INTRAOP_THREADS="$threads" TF_NUM_INTEROP_THREADS="$threads"
exec deno run -q --cached-only --no-prompt --no-remote -P=sweep --config=${quoted(join(root, "deno.json"))} \\
  ${[join(root, "pipeline/cli/main.ts"), ...entered].map(quoted).join(" ")} sweep-task \\
  ${quoted(join(folder, "submission.json"))} "$SLURM_ARRAY_TASK_ID" "$SLURM_ARRAY_JOB_ID"
`;
}

/** A word as a shell takes it for one. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
