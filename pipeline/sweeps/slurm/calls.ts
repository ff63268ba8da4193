/** What is asked of Slurm: by its programs, and of none that needs accounting. */
import { RunError, userError } from "../../../specs/diagnostics/diagnostics.ts";

/** What the queue says of a task of an array. */
export interface QueueEntry {
  /** Number of the array. */
  readonly job: string;
  /** Such as `PENDING`. */
  readonly state: string;
  /** Why it waits, such as `Resources`; empty where that is not known yet. */
  readonly reason: string;
}

/** Name of an array -> index of a task -> what the queue says of it. */
export type Queue = ReadonlyMap<string, ReadonlyMap<number, QueueEntry>>;

/** What Slurm answered to a submission: the number of the array, or why there is none. */
export type Submitted = { readonly job: string } | { readonly refusal: string };

/**
 * The tasks of arrays of some names, those that have ended too as long as Slurm remembers them.
 *
 * @throws {RunError} Where Slurm does not answer.
 */
export async function queueOf(names: readonly string[]): Promise<Queue> {
  if (names.length === 0) return new Map();
  const { stdout } = await ask("squeue", [
    ...["--noheader", "--array", "--states=all", `--name=${names.join(",")}`, "--format=%j|%F|%K|%T|%r"],
  ]);
  const lines = stdout.split("\n").filter((line) => line !== "").map((line) => line.split("|"));
  const byName = Map.groupBy(lines, ([name]) => name!);
  return new Map([...byName].map(([name, tasks]) => [
    name,
    new Map(tasks.map(([, job, index, state, why]) => [
      Number(index),
      { job: job!, state: state!, reason: why === "None" ? "" : why! },
    ])),
  ]));
}

/**
 * How many tasks an array may have here.
 *
 * @throws {RunError} Where Slurm does not answer, or has no arrays.
 */
export async function mostTasks(): Promise<number> {
  const { stdout } = await ask("scontrol", ["show", "config"]);
  const number = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1] ?? Infinity);
  // Of indices from 0 the highest is one less than MaxArraySize.
  const most = Math.min(number(/^MaxArraySize\s*=\s*(\d+)/m), number(/\bmax_array_tasks=(\d+)/));
  if (most > 0) return most;
  throw new RunError("This Slurm allows no job arrays: MaxArraySize is 0", "ask the site to allow them");
}

/** Submits an array. */
export async function submit(words: readonly string[]): Promise<Submitted> {
  const { success, stdout, stderr } = await call("sbatch", ["--parsable", ...words]);
  // With the name of the cluster behind a semicolon where there are several.
  return success ? { job: stdout.trim().split(";")[0]! } : { refusal: lastLine(stderr) };
}

/** Puts a task that runs back into the queue, which ends it; undefined, or why it cannot be. */
export async function requeue(task: string): Promise<string | undefined> {
  const { success, stderr } = await call("scontrol", ["requeue", task]);
  return success ? undefined : lastLine(stderr);
}

async function ask(program: string, words: readonly string[]): Promise<{ stdout: string }> {
  const { success, stdout, stderr } = await call(program, words);
  if (success) return { stdout };
  throw new RunError(
    `Slurm does not answer: ${lastLine(stderr)}`,
    "jobs that were submitted go on; type the same command again later",
  );
}

async function call(
  program: string,
  args: readonly string[],
): Promise<{ success: boolean; stdout: string; stderr: string }> {
  try {
    // Ctrl-C on a terminal does not reach it: what is about to be submitted is submitted.
    const command = new Deno.Command(program, { args: [...args], stdin: "null", detached: true });
    const { success, stdout, stderr } = await command.output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { success, stdout: text(stdout), stderr: text(stderr) };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw userError(
      `There is no program "${program}" on this machine`,
      "type the command on a machine that submits to Slurm, or leave out --executor slurm",
    );
  }
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}
