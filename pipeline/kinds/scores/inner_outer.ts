/** How score `inner_outer` runs. */
import { innerOuter as spec } from "../../../specs/kinds/scores/inner_outer.ts";
import { kindRun } from "../kind.ts";
import { meanOf, type Score } from "./score.ts";

/**
 * The mean of a segment and the sample after it, minus `outer_weight` times the mean of its margins, between which that
 * sample lies. The later margin ends before the last sample of the map. Without margins the outer mean is 0.
 */
export const innerOuter = kindRun(
  spec,
  ({ margin, outer_weight, video_weight }): Score => (map, start, end, videoScore) => {
    const { samples } = map;
    const width = margin * (end - start + 1);
    const from = Math.max(0, Math.trunc(start - width));
    const behind = end + 2;
    const to = Math.max(behind, Math.min(samples - 1, Math.trunc(behind + width)));
    const count = (start - from) + (to - behind);
    const later = to > behind ? map.sumBefore(to) - map.sumBefore(behind) : 0;
    const outer = count === 0 ? 0 : (map.sumBefore(start) - map.sumBefore(from) + later) / count;
    const inner = meanOf(map, start, Math.min(end + 1, samples - 1));
    return inner - outer_weight * outer + video_weight * videoScore;
  },
);
