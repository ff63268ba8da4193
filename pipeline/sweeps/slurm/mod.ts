/** Hands jobs over to Slurm as arrays, and finds out how far they are. */
import { basename, join } from "node:path";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { count } from "../../annotations/layout.ts";
import { isThere, readTextSync } from "../../files/reading.ts";
import { writeWhole } from "../../files/write.ts";
import type { Executor, Job, JobWatcher } from "../job.ts";
import { stateOf } from "../run_state.ts";
import { mostTasks, type Queue, type QueueEntry, queueOf, submit } from "./calls.ts";
import { arrayWords, refuseOptions, scriptText } from "./script.ts";
import { standingOf } from "./standing.ts";
import {
  announce,
  outputOf,
  readNote,
  readSubmissions,
  type Submission,
  submissionFolder,
} from "./submission.ts";

/** What runs are handed over with. */
export interface SlurmOptions {
  /** The root of walt. */
  readonly root: string;
  /** What another process of walt is told first. */
  readonly entered: readonly string[];
  /** The folder of the sweep, which holds all that runs write. */
  readonly out: string;
  /** How many tasks of an array at a time; all where absent. */
  readonly jobs: number | undefined;
  /** Bytes that a run takes at most. */
  readonly memory: number;
  /** What `sbatch` is told besides. */
  readonly slurmOptions: readonly string[];
  /** Whether runs that failed are submitted again. */
  readonly retryFailed: boolean;
}

/** A task of a submission. */
interface Placed {
  readonly submission: Submission;
  readonly index: number;
}

/**
 * An executor of a Slurm cluster: it submits what is not there yet, says how far the rest is, and is gone.
 *
 * @throws {UserError} On options that sweeps set themselves.
 */
export function slurmExecutor(options: SlurmOptions): Executor {
  const { out, jobs: atOnce, slurmOptions, retryFailed } = options;
  refuseOptions(slurmOptions);

  /** Tells how far those are that were submitted; the others. */
  async function look(
    jobs: readonly Job[],
    watcher: JobWatcher,
    { placed, queue }: { readonly placed: ReadonlyMap<string, Placed>; readonly queue: Queue },
  ): Promise<{ left: Job[]; waiting: QueueEntry[]; going: QueueEntry[] }> {
    const [left, queued]: [Job[], Job[]] = [[], []];
    const [waiting, going]: [QueueEntry[], QueueEntry[]] = [[], []];
    for (const job of jobs) {
      const at = placed.get(basename(job.folder));
      const entry = at && queue.get(at.submission.name)?.get(at.index);
      const standing = at ? standingAt(out, at, entry) : { state: "ended" as const };
      if (standing.state === "queued") {
        queued.push(job);
        waiting.push(entry!);
      } else if (standing.state === "running") {
        going.push(entry!);
        await watcher.began(job);
      } else if (stateOf(job.folder) === "finished") await watcher.ended(job, { state: "done" });
      else if (standing.state === "failed" && !retryFailed) {
        await watcher.ended(job, { state: "failed", message: standing.message });
      } else left.push(job);
    }
    if (queued.length > 0) await watcher.queued(queued);
    return { left, waiting, going };
  }

  return {
    description: [
      "arrays of Slurm",
      ...atOnce === undefined ? [] : [`${atOnce} of each at a time`],
      ...slurmOptions,
    ].join(", "),
    atOnce: undefined,
    stopping: "submitting no more; what was submitted goes on",
    hurry() {},
    async run(jobs, watcher, stop) {
      const submissions = await readSubmissions(out);
      const placed = new Map(
        submissions.flatMap((submission) =>
          submission.tasks.map(({ run }, index) => [run, { submission, index }] as const)
        ),
      );
      const asked = new Set(
        jobs.flatMap(({ folder }) => placed.get(basename(folder))?.submission.name ?? []),
      );
      const queue = await queueOf([...asked]);
      const { left, waiting, going } = await look(jobs, watcher, { placed, queue });
      const most = left.length > 0 ? await mostTasks() : 0;
      const fresh: { job: string; tasks: number }[] = [];
      let number = submissions.at(-1)?.number ?? 0;
      for (let at = 0; at < left.length && !stop.aborted; at += most) {
        const tasks = left.slice(at, at + most);
        fresh.push({ job: await submitArray(tasks, ++number, options), tasks: tasks.length });
        await watcher.queued(tasks);
      }
      return noteLines(waiting, going, fresh);
    },
  };
}

function standingAt(out: string, { submission, index }: Placed, entry: QueueEntry | undefined) {
  const folder = submissionFolder(out, submission);
  const output = outputOf(folder, index);
  return standingOf(entry, readNote(folder, index), isThere(output) ? readTextSync(output) : "");
}

/**
 * Submits jobs as one array, whose name is on the disk before.
 *
 * @returns Its number.
 */
async function submitArray(jobs: readonly Job[], number: number, options: SlurmOptions): Promise<string> {
  const { root, entered, out, jobs: atOnce, memory, slurmOptions } = options;
  const submission = await announce(out, number, jobs);
  const { name } = submission;
  const folder = submissionFolder(out, submission);
  await writeWhole(join(folder, "task.sh"), scriptText(root, entered, folder));
  const words = arrayWords({ name, folder, tasks: jobs.length, atOnce, memory, options: slurmOptions });
  const answer = await submit(words);
  if ("job" in answer) return answer.job;
  // An answer may be lost on its way, and the array be there.
  const [entry] = (await queueOf([name])).get(name)?.values() ?? [];
  if (entry) return entry.job;
  await Deno.remove(folder, { recursive: true });
  throw userError(
    `sbatch refuses an array of ${count(jobs.length, "task")}: ${answer.refusal}`,
    "change what --slurm-option says, or ask the site what it allows",
  );
}

/** What goes on, and how to end it. */
function noteLines(
  waiting: readonly QueueEntry[],
  going: readonly QueueEntry[],
  fresh: readonly { readonly job: string; readonly tasks: number }[],
): string[] {
  const arrays = [
    ...new Set([...[...waiting, ...going].map(({ job }) => job), ...fresh.map(({ job }) => job)]),
  ];
  if (arrays.length === 0) return [];
  const reasons = Map.groupBy(waiting, ({ reason }) => reason);
  const parts = [
    ...going.length > 0 ? [`${going.length} running`] : [],
    ...[...reasons].map(([reason, { length }]) => `${length} queued${reason === "" ? "" : ` (${reason})`}`),
    ...fresh.map(({ job, tasks }) => `${tasks} submitted as array ${job}`),
  ];
  return [
    `slurm    ${parts.join(", ")}`,
    "         the same command shows how far they are, and goes on with those that were stopped",
    `         end them all with: scancel ${arrays.join(" ")}`,
  ];
}
