/** The option `warm_up` of schedules. */
import type { Schedule } from "./schedule.ts";

/** A schedule times min(1, step / warmUp). */
export function warmedUp(warmUp: number, { at, spansTraining }: Schedule): Schedule {
  return {
    at: (step, steps) => step < warmUp ? at(step, steps) * (step / warmUp) : at(step, steps),
    spansTraining,
  };
}
