/** Every batch maker of the language: which videos a step trains on. */
import { type Family, family } from "../kind.ts";
import type { BatchMakerSpec } from "./batch_maker.ts";
import { pairs } from "./pairs.ts";
import { shuffle } from "./shuffle.ts";

/** The batch makers by kind. */
export const BATCHES: Family<BatchMakerSpec> = family<BatchMakerSpec>(shuffle, pairs);
