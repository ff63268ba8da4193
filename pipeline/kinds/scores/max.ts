/** How score `max` runs. */
import { max as spec } from "../../../specs/kinds/scores/max.ts";
import { kindRun } from "../kind.ts";
import type { Score } from "./score.ts";

/** The largest sample of a segment. */
export const max = kindRun(spec, ({ video_weight }): Score => (map, start, end, videoScore) => {
  let largest = -Infinity;
  for (let i = start; i <= end; i++) largest = Math.max(largest, map.at(i));
  return largest + video_weight * videoScore;
});
