/** How every clipping runs. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import type { Clip } from "./clipping.ts";
import { none } from "./none.ts";
import { norm } from "./norm.ts";
import { value } from "./value.ts";

/** The clippings by kind. */
export const CLIPPING_RUNS: ReadonlyMap<string, KindRun<Clip>> = family(norm, value, none);
