import assert from "node:assert/strict";
import { standingOf, type TaskStanding } from "../../../../pipeline/sweeps/slurm/standing.ts";
import type { TaskNote } from "../../../../pipeline/sweeps/slurm/submission.ts";

/** How far a task is of which the queue and its note say so. */
function standing(queue: string | undefined, note: TaskNote["state"] | undefined, told = ""): TaskStanding {
  const entry = queue === undefined ? undefined : { job: "7", state: queue, reason: "" };
  return standingOf(
    entry,
    note && { state: note, ...note === "failed" ? { message: "diverged" } : {} },
    told,
  );
}

Deno.test("What waits or goes on is not submitted again, whatever it said before", () => {
  for (const note of [undefined, "running", "stopped", "failed", "done"] as const) {
    assert.equal(standing("PENDING", note).state, "queued");
    assert.equal(standing("RUNNING", note).state, "running");
    assert.equal(standing("COMPLETING", note).state, "running");
  }
});

Deno.test("What was stopped, cancelled, struck by a limit or lost with its node may be submitted again", () => {
  for (const queue of ["CANCELLED", "TIMEOUT", "NODE_FAIL", "PREEMPTED", "DEADLINE", undefined]) {
    for (const note of ["running", undefined] as const) {
      assert.deepEqual(standing(queue, note), { state: "ended" });
    }
  }
  assert.deepEqual(standing("FAILED", "stopped"), { state: "ended" });
  assert.deepEqual(standing("COMPLETED", "done"), { state: "ended" });
});

Deno.test("What failed says why: the run itself, else what the task wrote, else Slurm", () => {
  const failed = (message: string) => ({ state: "failed", message });
  assert.deepEqual(standing("FAILED", "failed"), failed("diverged"));
  assert.deepEqual(standing(undefined, "failed"), failed("diverged"));
  assert.deepEqual(standing("FAILED", "running", "error: No memory\n"), failed("No memory"));
  assert.deepEqual(standing("FAILED", undefined, "cd: no such folder\n"), failed("cd: no such folder"));
  const notStarted = failed("Slurm did not start it: ask why with `scontrol show job`");
  assert.deepEqual(standing("FAILED", undefined), notStarted);
  // So it is where processes are tracked by cgroups and there are none.
  assert.deepEqual(standing("COMPLETED", undefined), notStarted);
  assert.deepEqual(
    standing("OUT_OF_MEMORY", "running"),
    failed("it took more memory than it had: add --slurm-option --mem=16G, or more"),
  );
});
