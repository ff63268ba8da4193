/** How every score runs. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import { innerOuter } from "./inner_outer.ts";
import { max } from "./max.ts";
import { mean } from "./mean.ts";
import { outerInnerContrast } from "./outer_inner_contrast.ts";
import type { Score } from "./score.ts";

/** The scores by kind. */
export const SCORE_RUNS: ReadonlyMap<string, KindRun<Score>> = family(
  outerInnerContrast,
  innerOuter,
  max,
  mean,
);
