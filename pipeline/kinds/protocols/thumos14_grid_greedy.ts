/** How protocol `thumos14_grid_greedy` runs. */
import { thumos14GridGreedy as spec } from "../../../specs/kinds/protocols/thumos14_grid_greedy.ts";
import { presetRun } from "./protocol.ts";

/** As its axes say. */
export const thumos14GridGreedy = presetRun(spec);
