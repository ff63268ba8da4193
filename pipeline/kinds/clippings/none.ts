/** How clipping `none` runs. */
import { none as spec } from "../../../specs/kinds/clippings/none.ts";
import { kindRun } from "../kind.ts";
import type { Clip } from "./clipping.ts";

/** The gradients as they are. */
export const none = kindRun(spec, (): Clip => (gradients) => gradients);
