/** How group `absolute` runs. */
import { absolute as spec } from "../../../specs/kinds/groups/absolute.ts";
import { kindRun } from "../kind.ts";
import { type Group, levelsAt } from "./group.ts";

/** Intervals of samples that reach each threshold and are above 0. */
export const absolute = kindRun(
  spec,
  ({ thresholds, strict }): Group => (map) => levelsAt(map, thresholds, { strict, floor: 0 }),
);
