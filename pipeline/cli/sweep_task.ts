/** `sweep-task`: a run that a sweep has submitted; the scripts of the jobs type it. */
import { type ArrayTask, runTask } from "../sweeps/slurm/task.ts";
import { entered, ROOT } from "./terminal/paths.ts";
import { printErr } from "./terminal/print.ts";

/** 0 when the run is finished, 1 when it failed or was stopped. */
export async function sweepTaskCommand(task: Omit<ArrayTask, "root" | "entered">): Promise<number> {
  const { state, message } = await runTask({ root: ROOT, entered: entered(), ...task });
  printErr(`${state}${message === undefined ? "" : `: ${message}`}`);
  return state === "done" ? 0 : 1;
}
