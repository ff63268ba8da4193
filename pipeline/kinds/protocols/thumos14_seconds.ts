/** How protocol `thumos14_seconds` runs. */
import { thumos14Seconds as spec } from "../../../specs/kinds/protocols/thumos14_seconds.ts";
import { presetRun } from "./protocol.ts";

/** As its axes say. */
export const thumos14Seconds = presetRun(spec);
