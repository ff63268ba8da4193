/** How every target runs. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import { action } from "./action.ts";
import { background } from "./background.ts";
import { inner } from "./inner.ts";
import { outer } from "./outer.ts";
import type { Target } from "./target.ts";

/** The targets by kind. */
export const TARGET_RUNS: ReadonlyMap<string, KindRun<Target>> = family(inner, outer, action, background);
