/** How suppression `soft_nms_linear` runs. */
import { softNmsLinear as spec } from "../../../specs/kinds/suppressions/soft_nms_linear.ts";
import { kindRun } from "../kind.ts";
import { soften } from "./soft_nms.ts";
import { extraLength, type Suppress } from "./suppression.ts";

/** Linear soft suppression; of equal scores the later entry comes first. */
export const softNmsLinear = kindRun(
  spec,
  ({ overlap: least, length }): Suppress => (segments, secondsPerSnippet) =>
    soften(segments, extraLength(length, secondsPerSnippet), (overlap) => overlap >= least ? 1 - overlap : 1),
);
