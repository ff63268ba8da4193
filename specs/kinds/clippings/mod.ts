/** Every clipping of the language: how large gradients are made smaller before the optimizer sees them. */
import { type Family, family, type KindSpec } from "../kind.ts";
import { none } from "./none.ts";
import { norm } from "./norm.ts";
import { value } from "./value.ts";

/** The clippings by kind. */
export const CLIPPINGS: Family = family<KindSpec>(norm, value, none);
