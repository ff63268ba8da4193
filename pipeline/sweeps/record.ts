/** `sweep.json`: what a sweep has come to, written whole at every event. */
import { join, relative } from "node:path";
import { writeWhole } from "../files/write.ts";
import type { Job, JobState } from "./job.ts";
import { resultOf, type RunResult } from "./run_state.ts";

/** One run of the record. */
export interface RecordedRun {
  readonly recipe: string;
  readonly variant: string;
  readonly seed: number;
  readonly state: JobState;
  /** Its folder, relative to that of the record. */
  readonly run: string;
  /** Percent; null while there is none, and where nothing is scored. */
  readonly average: number | null;
  /** tIoU -> mAP in percent. */
  readonly map: Readonly<Record<string, number>> | null;
  /** Why it failed. */
  readonly message?: string;
}

/** The content of `sweep.json`. */
export interface SweepRecord {
  readonly kind: "walt.sweep";
  readonly version: 1;
  readonly metric: string;
  readonly runs: readonly RecordedRun[];
}

/** A job and what it has come to. */
export interface Progressed {
  readonly job: Job;
  state: JobState;
  message?: string | undefined;
  result?: RunResult | undefined;
}

/** Jobs as they stand on the disk. */
export function progressOf(jobs: readonly Job[]): Progressed[] {
  return jobs.map((job) => {
    const result = resultOf(job);
    return { job, state: result ? "done" : "planned", result };
  });
}

/** The record of jobs. */
export function recordOf(out: string, metric: string, jobs: readonly Progressed[]): SweepRecord {
  const runs = jobs.map(({ job, state, message, result }) => ({
    recipe: job.recipe,
    variant: job.variant,
    seed: job.seed,
    state,
    run: relative(out, job.folder),
    average: result?.average ?? null,
    map: result?.map ?? null,
    ...(message === undefined ? {} : { message }),
  }));
  return { kind: "walt.sweep", version: 1, metric, runs };
}

/** Writes the record into the folder of a sweep. */
export function writeRecord(out: string, metric: string, jobs: readonly Progressed[]): Promise<void> {
  const text = `${JSON.stringify(recordOf(out, metric, jobs), null, 2)}\n`;
  return writeWhole(join(out, "sweep.json"), text);
}
