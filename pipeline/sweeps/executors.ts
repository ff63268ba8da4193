/** What runs the jobs of a sweep, by name. */
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import type { Executor, ExecutorName } from "./job.ts";
import { localExecutor, type LocalOptions } from "./local.ts";
import { requireMemoryFor } from "./needs.ts";
import { slurmExecutor, type SlurmOptions } from "./slurm/mod.ts";

/** What executors are made with. */
export type ExecutorOptions = SlurmOptions & Pick<LocalOptions, "tell">;

/** The executors; each refuses what it cannot do. */
export const EXECUTORS: Readonly<Record<ExecutorName, (options: ExecutorOptions) => Executor>> = {
  local({ jobs = 1, memory, slurmOptions, retryFailed, ...folders }) {
    if (slurmOptions.length > 0) throw misplaced("--slurm-option");
    if (retryFailed) throw misplaced("--retry-failed");
    requireMemoryFor(jobs, memory);
    return localExecutor({ ...folders, jobs });
  },
  slurm: slurmExecutor,
};

function misplaced(option: string) {
  return userError(`${option} is for jobs of Slurm`, "add --executor slurm, or leave it out");
}
