/** Every expression function of the language. */
import { arithmetic } from "./arithmetic.ts";
import { contractions } from "./contraction.ts";
import type { FunctionSpec } from "./function.ts";
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

/** The families of functions, under the names that the reference gives them. */
export const FAMILIES: Readonly<Record<string, readonly FunctionSpec[]>> = {
  "Arithmetic": arithmetic,
  "Logic": logic,
  "Reductions": reductions,
  "Normalizations": normalizations,
  "Selections": selections,
  "Indexing": indexing,
  "Joining": contractions,
  "Matrices": matrices,
  "Neighbours": neighbours,
  "Morphology": morphologies,
  "Random numbers": randoms,
  "Losses": losses,
  "Gradients": gradients,
  "Shapes": shapes,
};

/** The functions by name. */
export const FUNCTIONS: ReadonlyMap<string, FunctionSpec> = new Map(
  Object.values(FAMILIES).flat().map((spec) => [spec.name, spec]),
);
