/** What was submitted: a folder for each array, `slurm/<name>` in that of the sweep. */
import { basename, join } from "node:path";
import { z } from "zod";
import { isThere, readFolder, readTextSync } from "../../files/reading.ts";
import { ensureFolder, writeWhole } from "../../files/write.ts";
import type { Job } from "../job.ts";

const taskSchema = z.object({
  /** Name of its run folder. */
  run: z.string(),
  file: z.string(),
  overrides: z.array(z.string()),
  // Absent in submissions of earlier versions.
  options: z.array(z.string()).default([]),
});

const submissionSchema = z.object({
  kind: z.literal("walt.submission"),
  version: z.literal(1),
  /** Counts the submissions of the sweep. */
  number: z.int(),
  /** Name of the array, which no other has: it is found by that in the queue, whether or not `sbatch` lived to say its number. */
  name: z.string(),
  tasks: z.array(taskSchema),
});

/** An array that is submitted, or is about to be. */
export type Submission = z.output<typeof submissionSchema>;

const noteSchema = z.object({
  state: z.enum(["running", "done", "failed", "stopped"]),
  message: z.string().optional(),
  /** How many times in a row its time was over before there was a new checkpoint. */
  idle: z.int().optional(),
});

/** What a task says of itself. */
export type TaskNote = z.output<typeof noteSchema>;

/** The folder of a submission. */
export function submissionFolder(out: string, { name }: Pick<Submission, "name">): string {
  return join(out, "slurm", name);
}

/** The submissions of a sweep, in order. */
export async function readSubmissions(out: string): Promise<Submission[]> {
  const folder = join(out, "slurm");
  if (!isThere(folder)) return [];
  const files = (await readFolder(folder)).map(({ name }) => join(folder, name, "submission.json"));
  // Without the file the submission had not begun.
  return files.filter(isThere).map(readSubmission).sort((a, b) => a.number - b.number);
}

/** Reads a submission from its file. */
export function readSubmission(path: string): Submission {
  return submissionSchema.parse(JSON.parse(readTextSync(path)));
}

/** Says what will be submitted, before it is. */
export async function announce(out: string, number: number, jobs: readonly Job[]): Promise<Submission> {
  const own = crypto.randomUUID().slice(0, 8);
  const submission: Submission = {
    kind: "walt.submission",
    version: 1,
    number,
    name: `walt-${number}-${own}`,
    tasks: jobs.map(({ folder, file, overrides, options }) => ({
      run: basename(folder),
      file,
      overrides: [...overrides],
      options: [...options],
    })),
  };
  const folder = submissionFolder(out, submission);
  await ensureFolder(folder);
  await writeWhole(join(folder, "submission.json"), `${JSON.stringify(submission, null, 2)}\n`);
  return submission;
}

/** Where what a task writes to its terminal goes. */
export function outputOf(folder: string, index: number | "%a"): string {
  return join(folder, `${index}.txt`);
}

/** What a task says of itself; undefined while it has not begun. */
export function readNote(folder: string, index: number): TaskNote | undefined {
  try {
    return noteSchema.parse(JSON.parse(readTextSync(notePath(folder, index))));
  } catch {
    return undefined;
  }
}

/** Lets a task say something of itself. */
export function writeNote(folder: string, index: number, note: TaskNote): Promise<void> {
  return writeWhole(notePath(folder, index), `${JSON.stringify(note)}\n`);
}

function notePath(folder: string, index: number): string {
  return join(folder, `${index}.json`);
}
