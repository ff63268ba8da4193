/** How schedule `linear` runs. */
import { linear as spec } from "../../../specs/kinds/schedules/linear.ts";
import { kindRun } from "../kind.ts";
import { warmedUp } from "./warm_up.ts";

/** from + (to - from) min(1, (step - 1) / steps). */
export const linear = kindRun(spec, ({ from, to, steps, warm_up }) =>
  warmedUp(warm_up, {
    at: (step, all) => from + (to - from) * Math.min(1, (step - 1) / (steps ?? all)),
    spansTraining: steps === undefined,
  }));
