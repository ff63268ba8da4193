/** How far a task of an array is, from what the queue and the task itself say. */
import { lastMessage } from "../message.ts";
import type { QueueEntry } from "./calls.ts";
import type { TaskNote } from "./submission.ts";

/** How far a task is; `ended`: it is over and its run is not, and may be submitted again. */
export type TaskStanding =
  | { readonly state: "queued" | "running" | "ended" }
  | { readonly state: "failed"; readonly message: string };

const WAITING = new Set([
  "PENDING",
  "CONFIGURING",
  "REQUEUED",
  "REQUEUE_FED",
  "REQUEUE_HOLD",
  "RESV_DEL_HOLD",
  "SPECIAL_EXIT",
]);
const GOING = new Set([
  "RUNNING",
  "COMPLETING",
  "SIGNALING",
  "STAGE_OUT",
  "STOPPED",
  "SUSPENDED",
  "RESIZING",
]);

/**
 * How far a task is.
 *
 * @param entry What the queue says; undefined where it knows nothing of the task, or has forgotten it.
 * @param note What the task said last, read after the queue.
 * @param told What it wrote to its terminal.
 */
export function standingOf(
  entry: QueueEntry | undefined,
  note: TaskNote | undefined,
  told: string,
): TaskStanding {
  if (entry && WAITING.has(entry.state)) return { state: "queued" };
  if (entry && GOING.has(entry.state)) return { state: "running" };
  if (note?.state === "failed") return { state: "failed", message: note.message ?? "" };
  if (note?.state === "done" || note?.state === "stopped") return { state: "ended" };
  if (entry?.state === "OUT_OF_MEMORY") {
    return {
      state: "failed",
      message: "it took more memory than it had: add --slurm-option --mem=16G, or more",
    };
  }
  if (entry?.state === "COMPLETED" || entry?.state === "FAILED") {
    const message = told.trim() === ""
      ? "Slurm did not start it: ask why with `scontrol show job`"
      : lastMessage(told, { code: 1, signal: null });
    return { state: "failed", message };
  }
  return { state: "ended" };
}
