/** How protocol `thumos14_grid_first` runs. */
import { thumos14GridFirst as spec } from "../../../specs/kinds/protocols/thumos14_grid_first.ts";
import { presetRun } from "./protocol.ts";

/** As its axes say. */
export const thumos14GridFirst = presetRun(spec);
