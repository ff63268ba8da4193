/** How schedule `step` runs. */
import { step as spec } from "../../../specs/kinds/schedules/step.ts";
import { kindRun } from "../kind.ts";
import { warmedUp } from "./warm_up.ts";

/** The value behind as many others as entries of `at` are done before the step. */
export const step = kindRun(spec, ({ values, at, unit, warm_up }) =>
  warmedUp(warm_up, {
    at: (step, steps) => {
      const done = unit === "steps" ? step - 1 : (step - 1) / steps;
      return values[at.filter((begin) => begin <= done).length]!;
    },
    spansTraining: unit === "parts" && at.length > 0,
  }));
