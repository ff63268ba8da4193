/** What a sweep does: runs, each in a folder that is known before it begins. */

/** One run of a sweep. */
export interface Job {
  /** Name of the recipe. */
  readonly recipe: string;
  /** What tells its recipe from the others of the sweep. */
  readonly variant: string;
  readonly seed: number;
  /** The recipe with all that was laid over it, as a file of the sweep. */
  readonly file: string;
  /** What the run has besides, `path=value`. */
  readonly overrides: readonly string[];
  /** Its run folder. */
  readonly folder: string;
  /** The resolved recipe, apart from the seed. */
  readonly resolved: string;
  /** The steps of its training. */
  readonly steps: number;
}

/** How far a run is. */
export type JobState = "planned" | "running" | "done" | "failed" | "stopped";

/** How a run ended. */
export type JobOutcome =
  | { readonly state: "done" | "stopped" }
  | { readonly state: "failed"; readonly message: string };

/** Is told what becomes of jobs. */
export interface JobWatcher {
  began(job: Job): Promise<void>;
  ended(job: Job, outcome: JobOutcome): Promise<void>;
}

/** What runs jobs: processes of this machine, or another way. */
export interface Executor {
  /** How, in a line of the plan. */
  readonly description: string;
  /**
   * Runs jobs, each once; a failed one does not stop the others.
   *
   * @param stop Aborted when no other is to begin, and those that run are to stop with a checkpoint; they may be asked
   * again and more urgently by `hurry`.
   */
  run(jobs: readonly Job[], watcher: JobWatcher, stop: AbortSignal): Promise<void>;
  /** Asks those that still stop to give up what is at hand. */
  hurry(): void;
}
