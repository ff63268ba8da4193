/** How initial values `uniform` are drawn. */
import { uniform as spec } from "../../../specs/kinds/initializers/uniform.ts";
import { kindRun } from "../kind.ts";
import { fillWithin, type Initialize } from "./initializer.ts";

/** Within 1 / sqrt(fan in), or `bound`. */
export const uniform = kindRun(
  spec,
  ({ bound }): Initialize => (values, { fanIn }, key) =>
    fillWithin(values, bound ?? 1 / Math.sqrt(fanIn), key),
);
