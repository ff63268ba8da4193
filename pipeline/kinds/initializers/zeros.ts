/** How initial values `zeros` begin. */
import { zeros as spec } from "../../../specs/kinds/initializers/zeros.ts";
import { kindRun } from "../kind.ts";
import type { Initialize } from "./initializer.ts";

/** Zeros, as they are. */
export const zeros = kindRun(spec, (): Initialize => () => {});
