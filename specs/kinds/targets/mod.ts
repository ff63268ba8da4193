/** Every target of the language: where in a video mined snippets should lie. */
import { type Family, family, type KindSpec } from "../kind.ts";
import { action } from "./action.ts";
import { background } from "./background.ts";
import { inner } from "./inner.ts";
import { outer } from "./outer.ts";

/** The targets by kind. */
export const TARGETS: Family = family<KindSpec>(inner, outer, action, background);
