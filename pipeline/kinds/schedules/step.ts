/** How schedule `step` runs. */
import { step as spec } from "../../../specs/kinds/schedules/step.ts";
import { kindRun } from "../kind.ts";
import { warmedUp } from "./warm_up.ts";

/** The value behind as many others as there are entries of `at` below the step. */
export const step = kindRun(spec, ({ values, at, warm_up }) =>
  warmedUp(warm_up, {
    at: (step) => values[at.filter((last) => last < step).length]!,
    spansTraining: false,
  }));
