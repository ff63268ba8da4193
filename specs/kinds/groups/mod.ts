/** Every group of the language: which stretches of a map become segments. */
import { type Family, family, type KindSpec } from "../kind.ts";
import { absolute } from "./absolute.ts";
import { relative } from "./relative.ts";

/** The groups by kind. */
export const GROUPS: Family = family<KindSpec>(absolute, relative);
