/** How protocol `anet13` runs. */
import { anet13 as spec } from "../../../specs/kinds/protocols/anet13.ts";
import { presetRun } from "./protocol.ts";

/** As its axes say. */
export const anet13 = presetRun(spec);
