/** Runs of a sweep as they may stand. */
import type { JobState } from "../../../pipeline/sweeps/job.ts";
import type { Progressed } from "../../../pipeline/sweeps/record.ts";

/** A run of 100 steps of recipe `r`; with an average it has a result. */
export function progressed(
  variant: string,
  seed: number,
  { state, message, average, map = {} }: {
    state: JobState;
    message?: string;
    average?: number;
    map?: Record<string, number>;
  },
): Progressed {
  const folder = `/sweep/${variant}-s${seed}`;
  const job = {
    recipe: "r",
    variant,
    seed,
    file: "r.yaml",
    overrides: [],
    options: [],
    folder,
    resolved: "",
    steps: 100,
  };
  const result = average === undefined ? undefined : {
    average,
    averages: { "0.1:0.5": average + 1 },
    map,
    seconds: 10,
    steps: 100,
  };
  return { job, state, message, result };
}
