/** How protocol `thumos14_grid_best` runs. */
import { thumos14GridBest as spec } from "../../../specs/kinds/protocols/thumos14_grid_best.ts";
import { presetRun } from "./protocol.ts";

/** As its axes say. */
export const thumos14GridBest = presetRun(spec);
