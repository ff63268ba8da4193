/** Runs jobs as processes of this machine, some at a time. */
import { basename, join } from "node:path";
import { count } from "../annotations/layout.ts";
import { ensureFolder } from "../files/write.ts";
import { lockHolder } from "../runs/lock.ts";
import type { Executor, Job, JobOutcome, JobStart, JobWatcher } from "./job.ts";
import { lastMessage } from "./message.ts";
import { stateOf } from "./run_state.ts";

/** What runs are started with. */
export interface LocalOptions {
  /** The root of walt. */
  readonly root: string;
  /** What another process of walt is told first. */
  readonly entered: readonly string[];
  /** The folder of the sweep, which holds all that runs write. */
  readonly out: string;
  /** How many at a time. */
  readonly jobs: number;
  /** Is told, once for each, which process holds a run folder that is waited for. */
  readonly tell?: ((message: string) => void) | undefined;
}

/** Milliseconds between looks at a run folder that another process holds. */
const WAIT = 500;

/** Threads of a run where several share the processor. */
export function threadsOf(jobs: number): number {
  return Math.max(1, Math.floor(navigator.hardwareConcurrency / jobs));
}

/** An executor of this machine, which also does one job alone. */
export interface LocalExecutor extends Executor {
  readonly atOnce: number;
  /** Does a job; `hurry` asks it to stop. */
  perform(job: JobStart, stop: AbortSignal): Promise<JobOutcome>;
}

/** An executor of this machine. */
export function localExecutor({ root, entered, out, jobs: atOnce, tell }: LocalOptions): LocalExecutor {
  const running = new Set<Deno.ChildProcess>();
  const signal = () =>
    running.forEach((child) => {
      try {
        child.kill("SIGINT");
      } catch {
        // It has ended meanwhile.
      }
    });

  async function perform(job: JobStart, stop: AbortSignal): Promise<JobOutcome> {
    await ensureFolder(join(out, "logs"));
    // A process of a sweep that was ended at once stops by itself, with a checkpoint.
    for (let told = false;; told = true) {
      const holder = lockHolder(job.folder);
      if (holder === undefined) break;
      if (stop.aborted) return { state: "stopped" };
      if (!told) tell?.(`waiting  ${holder}`);
      await new Promise((resolve) => setTimeout(resolve, WAIT));
    }
    const state = stateOf(job.folder);
    if (state === "finished") return { state: "done" };
    if (state === "new") await Deno.remove(job.folder, { recursive: true }).catch(() => {});
    const child = start(jobWords(job, state === "begun"), { root, entered, out, atOnce });
    running.add(child);
    if (stop.aborted) signal();
    const text = await logged(child, join(out, "logs", `${basename(job.folder)}.txt`));
    const status = await child.status;
    running.delete(child);
    await child.stdin.close().catch(() => {});
    if (status.success) return { state: "done" };
    if (stop.aborted) return { state: "stopped" };
    return { state: "failed", message: lastMessage(text, status) };
  }

  async function work(queue: Job[], watcher: JobWatcher, stop: AbortSignal): Promise<void> {
    for (let job = queue.shift(); job && !stop.aborted; job = queue.shift()) {
      await watcher.began(job);
      await watcher.ended(job, await perform(job, stop));
    }
  }

  return {
    description: atOnce === 1
      ? "1 at a time"
      : `${atOnce} at a time, ${count(threadsOf(atOnce), "thread")} each`,
    atOnce,
    stopping: "stopping the runs, with checkpoints",
    async run(jobs, watcher, stop) {
      const queue = [...jobs];
      stop.addEventListener("abort", signal);
      await Promise.all(Array.from({ length: atOnce }, () => work(queue, watcher, stop)));
      stop.removeEventListener("abort", signal);
      return [];
    },
    perform,
    hurry: signal,
  };
}

/** What a job is on the command line, after `run`. */
export function jobWords({ file, overrides, options, folder }: JobStart, isBegun: boolean): string[] {
  return isBegun
    ? ["--resume", folder, ...options]
    : [file, "--folder", folder, ...overrides.flatMap((each) => ["--set", each]), ...options];
}

/** Starts `run`, with the permissions of its task and that of writing below a folder. It stops when this process is gone. */
export function start(
  words: readonly string[],
  { root, entered, out, atOnce }: Omit<LocalOptions, "jobs" | "tell"> & { readonly atOnce: number },
): Deno.ChildProcess {
  const threads = String(threadsOf(atOnce));
  return new Deno.Command("deno", {
    args: [
      ...["run", "-q", "--cached-only", "--no-prompt", "--no-remote", "-P=run", `--allow-write=${out}`],
      ...[`--config=${join(root, "deno.json")}`, join(root, "pipeline/cli/main.ts"), ...entered],
      ...["run", "--attended", ...words],
    ],
    env: atOnce === 1 ? {} : { TF_NUM_INTRAOP_THREADS: threads, TF_NUM_INTEROP_THREADS: threads },
    stdin: "piped",
    stdout: "null",
    stderr: "piped",
  }).spawn();
}

/** Characters of a log that are kept to find a message in. */
const KEPT = 20_000;

/** Adds what a process tells to a file, and gives the end of it. */
async function logged({ stderr }: Deno.ChildProcess, file: string): Promise<string> {
  using log = await Deno.open(file, { append: true, create: true });
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of stderr) {
    text = (text + decoder.decode(bytes, { stream: true })).slice(-KEPT);
    // A full disk ends the run with a message of its own.
    await log.write(bytes).catch(() => {});
  }
  return text;
}
