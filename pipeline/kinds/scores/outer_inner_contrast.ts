/** How score `outer_inner_contrast` runs. */
import { outerInnerContrast as spec } from "../../../specs/kinds/scores/outer_inner_contrast.ts";
import { kindRun } from "../kind.ts";
import type { Score } from "./score.ts";

/**
 * The mean of a segment minus the mean of its two margins together; a margin is `margin` times as long, its outer end
 * truncated to a whole sample and cut at the ends of the map. Without margins the outer mean is 0.
 */
export const outerInnerContrast = kindRun(
  spec,
  ({ margin, video_weight }): Score => (map, start, end, videoScore) => {
    const length = end - start + 1;
    const from = Math.max(0, Math.trunc(start - margin * length));
    const to = Math.min(map.samples - 1, Math.trunc(end + margin * length));
    const [upToStart, upToEnd] = [map.sumBefore(start), map.sumBefore(end + 1)];
    const outside = (start - from) + (to - end);
    const outer = outside === 0
      ? 0
      : ((upToStart - map.sumBefore(from)) + (map.sumBefore(to + 1) - upToEnd)) / outside;
    return (upToEnd - upToStart) / length - outer + video_weight * videoScore;
  },
);
