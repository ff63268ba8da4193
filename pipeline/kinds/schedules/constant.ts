/** How schedule `constant` runs. */
import { constant as spec } from "../../../specs/kinds/schedules/constant.ts";
import { kindRun } from "../kind.ts";
import { warmedUp } from "./warm_up.ts";

/** The same value at every step. */
export const constant = kindRun(
  spec,
  ({ value, warm_up }) => warmedUp(warm_up, { at: () => value, spansTraining: false }),
);
