/** How protocol `thumos14_seconds_212` runs. */
import { thumos14Seconds212 as spec } from "../../../specs/kinds/protocols/thumos14_seconds_212.ts";
import { presetRun } from "./protocol.ts";

/** As its axes say. */
export const thumos14Seconds212 = presetRun(spec);
