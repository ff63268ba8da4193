/** Every suppression of the language: how overlapping segments of a class are thinned out. */
import { type Family, family } from "../kind.ts";
import { nms } from "./nms.ts";
import { none } from "./none.ts";
import { softNms } from "./soft_nms.ts";
import { softNmsLinear } from "./soft_nms_linear.ts";
import { softNmsOnce } from "./soft_nms_once.ts";

/** The suppressions by kind. */
export const SUPPRESSIONS: Family = family(nms, softNms, softNmsLinear, softNmsOnce, none);
