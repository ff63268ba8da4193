/** How protocol `thumos14_toolkit` runs. */
import { thumos14Toolkit as spec } from "../../../specs/kinds/protocols/thumos14_toolkit.ts";
import { presetRun } from "./protocol.ts";

/** As its axes say. */
export const thumos14Toolkit = presetRun(spec);
