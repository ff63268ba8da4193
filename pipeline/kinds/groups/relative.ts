/** How group `relative` runs. */
import { relative as spec } from "../../../specs/kinds/groups/relative.ts";
import { kindRun } from "../kind.ts";
import { type Group, levelsAt } from "./group.ts";

/** Intervals of samples that reach `low + share (largest - low)`. A flat map, which says nothing, has none. */
export const relative = kindRun(spec, ({ shares, from, strict }): Group => (map) => {
  let [least, largest, sum] = [Infinity, -Infinity, 0];
  for (const value of map) {
    least = Math.min(least, value);
    largest = Math.max(largest, value);
    sum += value;
  }
  if (!(largest > least)) return [];
  const low = { zero: 0, min: least, mean: sum / map.length }[from];
  const thresholds = shares.map((share) => low + share * (largest - low));
  return levelsAt(map, thresholds, { strict, floor: -Infinity });
});
