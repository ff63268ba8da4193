/** What a sweep does: runs, each in a folder that is known before it begins. */

/** What a run is started with. */
export interface JobStart {
  /** The recipe with all that was laid over it, as a file of the sweep. */
  readonly file: string;
  /** What the run has besides, `path=value`. */
  readonly overrides: readonly string[];
  /** What `run` is told besides, also where it goes on, such as --tensorboard. */
  readonly options: readonly string[];
  /** Its run folder. */
  readonly folder: string;
}

/** One run of a sweep. */
export interface Job extends JobStart {
  /** Name of the recipe. */
  readonly recipe: string;
  /** What tells its recipe from the others of the sweep. */
  readonly variant: string;
  readonly seed: number;
  /** The resolved recipe, apart from the seed. */
  readonly resolved: string;
  /** The steps of its training. */
  readonly steps: number;
}

/** How far a run is; `queued`: it was handed over, and waits. */
export type JobState = "planned" | "queued" | "running" | "done" | "failed" | "stopped";

/** How a run ended. */
export type JobOutcome =
  | { readonly state: "done" | "stopped" }
  | { readonly state: "failed"; readonly message: string };

/** Is told what becomes of jobs. */
export interface JobWatcher {
  queued(jobs: readonly Job[]): Promise<void>;
  began(job: Job): Promise<void>;
  ended(job: Job, outcome: JobOutcome): Promise<void>;
}

/** The names of what runs jobs. */
export const EXECUTOR_NAMES = ["local", "slurm"] as const;

/** The name of an executor. */
export type ExecutorName = typeof EXECUTOR_NAMES[number];

/** What runs jobs: processes of this machine, or another way. */
export interface Executor {
  /** How, in a line of the plan. */
  readonly description: string;
  /** How many share this machine; undefined where they run elsewhere. */
  readonly atOnce: number | undefined;
  /** What is told when the sweep is to stop. */
  readonly stopping: string;
  /**
   * Runs jobs, each once, or hands them over to what does; a failed one does not stop the others.
   *
   * @param stop Aborted when no other is to begin, and those that run are to stop with a checkpoint; they may be asked
   * again and more urgently by `hurry`.
   * @returns Lines about what goes on without this process.
   */
  run(jobs: readonly Job[], watcher: JobWatcher, stop: AbortSignal): Promise<readonly string[]>;
  /** Asks those that still stop to give up what is at hand. */
  hurry(): void;
}
