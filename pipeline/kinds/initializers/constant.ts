/** How initial values `constant` begin. */
import { constant as spec } from "../../../specs/kinds/initializers/constant.ts";
import { kindRun } from "../kind.ts";
import { ofWeights } from "./initializer.ts";

/** One value everywhere. */
export const constant = kindRun(spec, ({ value }) => ofWeights((values) => void values.fill(value)));
