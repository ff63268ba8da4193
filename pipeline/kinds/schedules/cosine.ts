/** How schedule `cosine` runs. */
import { cosine as spec } from "../../../specs/kinds/schedules/cosine.ts";
import { kindRun } from "../kind.ts";
import { warmedUp } from "./warm_up.ts";

/** to + (from - to) (1 + cos(pi min(1, (step - 1) / steps))) / 2. */
export const cosine = kindRun(spec, ({ from, to, steps, warm_up }) =>
  warmedUp(warm_up, {
    at: (step, all) =>
      to + (from - to) * (1 + Math.cos(Math.PI * Math.min(1, (step - 1) / (steps ?? all)))) / 2,
    spansTraining: steps === undefined,
  }));
