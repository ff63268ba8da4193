/** How protocol `anet12` runs. */
import { anet12 as spec } from "../../../specs/kinds/protocols/anet12.ts";
import { presetRun } from "./protocol.ts";

/** As its axes say. */
export const anet12 = presetRun(spec);
