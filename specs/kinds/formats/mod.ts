/** Every format of feature files that the language knows. */
import { type Family, family } from "../kind.ts";
import type { FormatSpec } from "./format.ts";
import { npy } from "./npy.ts";

/** The formats by kind. */
export const FORMATS: Family<FormatSpec> = family<FormatSpec>(npy);
