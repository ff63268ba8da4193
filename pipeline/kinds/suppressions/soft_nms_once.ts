/** How suppression `soft_nms_once` runs. */
import { softNmsOnce as spec } from "../../../specs/kinds/suppressions/soft_nms_once.ts";
import { rank } from "../../ranking.ts";
import { pick, segmentAt } from "../../inference/segments.ts";
import { kindRun } from "../kind.ts";
import { extraLength, overlapOf, type Suppress } from "./suppression.ts";

/**
 * The segments that no better one moves, best first, then those that are moved, in the order in which they are; of
 * equal scores the later entry comes first.
 */
export const softNmsOnce = kindRun(spec, ({ overlap: least, sigma, length }): Suppress => {
  return (segments, secondsPerSnippet) => {
    const extra = extraLength(length, secondsPerSnippet);
    const ranked = pick(segments, [...rank(segments.scores)]);
    const moved = new Uint8Array(ranked.scores.length);
    const kept: number[] = [];
    const last: number[] = [];
    for (let i = 0; i < moved.length; i++) {
      if (moved[i]) continue;
      kept.push(i);
      const best = segmentAt(ranked, i);
      for (let other = i + 1; other < moved.length; other++) {
        if (moved[other]) continue;
        const overlap = overlapOf(best, ranked.starts[other]!, ranked.ends[other]!, extra);
        if (overlap < least) continue;
        moved[other] = 1;
        last.push(other);
        ranked.scores[other]! *= Math.exp(-(overlap ** 2) / sigma);
      }
    }
    return pick(ranked, [...kept, ...last]);
  };
});
