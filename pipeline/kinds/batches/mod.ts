/** How every batch maker runs. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import type { BatchMaker } from "./batch_maker.ts";
import { pairs } from "./pairs.ts";
import { shuffle } from "./shuffle.ts";

/** The batch makers by kind. */
export const BATCH_RUNS: ReadonlyMap<string, KindRun<BatchMaker>> = family(shuffle, pairs);
