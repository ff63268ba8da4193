/** Every score of the language: how much a segment is worth. */
import { type Family, family } from "../kind.ts";
import { innerOuter } from "./inner_outer.ts";
import { max } from "./max.ts";
import { mean } from "./mean.ts";
import { outerInnerContrast } from "./outer_inner_contrast.ts";

/** The scores by kind. */
export const SCORES: Family = family(outerInnerContrast, innerOuter, max, mean);
