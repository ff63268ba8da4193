/** What a task of an array does: one run, of which it keeps a note. */
import { dirname, join } from "node:path";
import { readTextSync } from "../../files/reading.ts";
import type { JobOutcome, JobStart } from "../job.ts";
import { type LocalExecutor, localExecutor } from "../local.ts";
import { queueOf, requeue } from "./calls.ts";
import { readNote, readSubmission, type TaskNote, writeNote } from "./submission.ts";

/** How many times in a row the time of a task may be over before there is a new checkpoint: the signal may come early. */
const MOST_IDLE = 3;
const TOO_SHORT = `its time was over ${MOST_IDLE} times before there was a new checkpoint: ` +
  "add --slurm-option --time, with more than now, and --retry-failed";

/** One task. */
export interface ArrayTask {
  /** The root of walt. */
  readonly root: string;
  /** What another process of walt is told first. */
  readonly entered: readonly string[];
  /** The file of its submission. */
  readonly submission: string;
  /** Its index in the array. */
  readonly index: number;
  /** The number of the array. */
  readonly job: string;
}

/**
 * Does a task. SIGTERM, which comes before the time limit, stops the run with a checkpoint; the task is put back into the
 * queue then, and goes on with it.
 *
 * @returns What it has to tell, or nothing when the run is finished.
 */
export async function runTask(task: ArrayTask): Promise<TaskNote> {
  const { root, entered, submission: path, index, job: array } = task;
  const folder = dirname(path);
  const out = dirname(dirname(folder));
  const submission = readSubmission(path);
  const { run, file, overrides, options } = submission.tasks[index]!;
  const job = { folder: join(out, run), file, overrides, options };
  const before = readNote(folder, index)?.idle ?? 0;
  await writeNote(folder, index, { state: "running", idle: before });
  const from = checkpointStep(job.folder);
  const outcome = await perform(job, localExecutor({ root, entered, out, jobs: 1 }));
  const isLimit = outcome.state === "stopped" && await runs(submission.name, index);
  const idle = isLimit && checkpointStep(job.folder) === from ? before + 1 : 0;
  const note: TaskNote = idle === MOST_IDLE ? { state: "failed", message: TOO_SHORT } : { ...outcome, idle };
  await writeNote(folder, index, note);
  if (!isLimit || note.state === "failed") return note;
  const refusal = await requeue(`${array}_${index}`);
  return refusal === undefined ? note : { ...note, message: `not put back into the queue: ${refusal}` };
}

/** Does a job until SIGTERM stops it. */
async function perform(job: JobStart, executor: LocalExecutor): Promise<JobOutcome> {
  const stop = new AbortController();
  const request = () => {
    stop.abort();
    executor.hurry();
  };
  Deno.addSignalListener("SIGTERM", request);
  try {
    return await executor.perform(job, stop.signal);
  } finally {
    Deno.removeSignalListener("SIGTERM", request);
  }
}

/** Whether a task is one that runs: one that is cancelled is told by SIGTERM too, and is not to come back. */
async function runs(name: string, index: number): Promise<boolean> {
  const queue = await queueOf([name]);
  return queue.get(name)?.get(index)?.state === "RUNNING";
}

/** The step of the checkpoint of a run; undefined where there is none. */
function checkpointStep(folder: string): number | undefined {
  try {
    return (JSON.parse(readTextSync(join(folder, "checkpoint.json"))) as { step?: number }).step;
  } catch {
    return undefined;
  }
}
