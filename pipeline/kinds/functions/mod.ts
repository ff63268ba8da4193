/** How every expression function runs, by name. */
import type { Run } from "../../graph/call.ts";
import { arithmetic } from "./arithmetic.ts";
import { contractions } from "./contraction.ts";
import { gradients } from "./gradient.ts";
import { indexing } from "./indexing.ts";
import { logic } from "./logic.ts";
import { losses } from "./loss.ts";
import { matrices } from "./matrix.ts";
import { morphologies } from "./morphology.ts";
import { neighbours } from "./neighbour.ts";
import { normalizations } from "./normalization.ts";
import { randoms } from "./random.ts";
import { reductions } from "./reduction.ts";
import { selections } from "./selection.ts";
import { shapes } from "./shape.ts";

/** The functions by name. */
export const FUNCTION_RUNS: Readonly<Record<string, Run>> = {
  ...arithmetic,
  ...logic,
  ...reductions,
  ...normalizations,
  ...selections,
  ...indexing,
  ...contractions,
  ...matrices,
  ...neighbours,
  ...morphologies,
  ...randoms,
  ...losses,
  ...gradients,
  ...shapes,
};
