/** How initial values `xavier` are drawn. */
import { xavier as spec } from "../../../specs/kinds/initializers/xavier.ts";
import { kindRun } from "../kind.ts";
import { fillWithin, ofWeights } from "./initializer.ts";

/** Within gain * sqrt(6 / (fan in + fan out)). */
export const xavier = kindRun(spec, ({ gain }) =>
  ofWeights((values, { fanIn, fanOut = fanIn }, key) => {
    fillWithin(values, gain * Math.sqrt(6 / (fanIn + fanOut)), key);
  }));
