/** How score `mean` runs. */
import { mean as spec } from "../../../specs/kinds/scores/mean.ts";
import { kindRun } from "../kind.ts";
import { meanOf, type Score } from "./score.ts";

/** The mean of a segment. */
export const mean = kindRun(
  spec,
  ({ video_weight }): Score => (map, start, end, videoScore) =>
    meanOf(map, start, end) + video_weight * videoScore,
);
