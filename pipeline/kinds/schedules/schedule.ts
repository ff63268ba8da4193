/** What a schedule does. */

/** How a number changes from step to step. */
export interface Schedule {
  /** The value at a step, which counts from 1, of a training of `steps` steps. */
  at(step: number, steps: number): number;
  /** Whether a training of more steps has other values at the same steps. */
  readonly spansTraining: boolean;
}
