/** Every optimizer of the language: what turns gradients into new parameters. */
import { type Family, family, type KindSpec } from "../kind.ts";
import { adam } from "./adam.ts";
import { adamw } from "./adamw.ts";
import { sgd } from "./sgd.ts";

/** The optimizers by kind. */
export const OPTIMIZERS: Family = family<KindSpec>(adam, adamw, sgd);
