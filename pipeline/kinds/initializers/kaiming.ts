/** How initial values `kaiming` are drawn. */
import { kaiming as spec } from "../../../specs/kinds/initializers/kaiming.ts";
import { kindRun } from "../kind.ts";
import { fillWithin, ofWeights } from "./initializer.ts";

/** Within sqrt(6 / ((1 + slope^2) * fan in)). */
export const kaiming = kindRun(spec, ({ slope }) =>
  ofWeights((values, { fanIn }, key) => {
    fillWithin(values, Math.sqrt(6 / ((1 + slope * slope) * fanIn)), key);
  }));
