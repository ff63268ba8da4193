/** What a batch maker does. */

/** What a batch is made of. */
export interface BatchRequest {
  /** Class indices of every training video. */
  readonly labels: readonly (readonly number[])[];
  /** B: videos that a batch has at most. */
  readonly batch: number;
  /** Counts from 1; with `training.accumulate` it counts passes, of which a step has several. */
  readonly step: number;
  /** `count` doubles in [0, 1) of the stream "batches"; others at every whole number `at`, such as the step or the epoch. */
  uniforms(count: number, at: number): Float64Array;
}

/** The videos of a batch. */
export interface BatchVideos {
  /** Their positions among the training videos. */
  readonly videos: readonly number[];
  /** [P]: places in the batch of videos that belong together. */
  readonly pairs?: readonly (readonly [first: number, second: number])[];
}

/** Chooses the videos of a step: a pure function, so that a resumed run sees the same batches. */
export interface BatchMaker {
  (request: BatchRequest): BatchVideos;
  /**
   * The steps, or passes, of an epoch of so many training videos in batches of at most `batch`, a whole number from 1; videos / batch
   * rounded up where a maker does not say.
   */
  readonly epoch?: (videos: number, batch: number) => number;
}
