/** How schedule `phases` runs. */
import { phases as spec } from "../../../specs/kinds/schedules/phases.ts";
import { kindRun } from "../kind.ts";
import { warmedUp } from "./warm_up.ts";

/** The value behind as many others as entries of `from` are (step - 1) / steps or less. */
export const phases = kindRun(spec, ({ values, from, warm_up }) =>
  warmedUp(warm_up, {
    at: (step, steps) => values[from.filter((part) => part <= (step - 1) / steps).length]!,
    spansTraining: from.length > 0,
  }));
