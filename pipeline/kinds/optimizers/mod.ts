/** How every optimizer runs. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import { adam } from "./adam.ts";
import { adamw } from "./adamw.ts";
import type { Optimizer } from "./optimizer.ts";
import { sgd } from "./sgd.ts";

/** The optimizers by kind. */
export const OPTIMIZER_RUNS: ReadonlyMap<string, KindRun<Optimizer>> = family(adam, adamw, sgd);
