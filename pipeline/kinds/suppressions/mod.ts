/** How every suppression runs. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import { nms } from "./nms.ts";
import { none } from "./none.ts";
import { softNms } from "./soft_nms.ts";
import { softNmsLinear } from "./soft_nms_linear.ts";
import { softNmsOnce } from "./soft_nms_once.ts";
import type { Suppress } from "./suppression.ts";

/** The suppressions by kind. */
export const SUPPRESSION_RUNS: ReadonlyMap<string, KindRun<Suppress>> = family(
  nms,
  softNms,
  softNmsLinear,
  softNmsOnce,
  none,
);
