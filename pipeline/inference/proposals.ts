/** Segments of a class before suppression. */
import type { InferenceSection } from "../../specs/recipe/inference.ts";
import { createKind } from "../kinds/kind.ts";
import { KINDS, type Kinds } from "../kinds/mod.ts";
import { runsAbove } from "../kinds/groups/intervals_above.ts";
import type { ScoreMaps } from "./score_maps.ts";
import type { SegmentColumns } from "./segments.ts";
import { mapWithin, wholeMap } from "./sums.ts";

/** What the segments of one class are made of. */
export interface ProposalSources {
  readonly maps: ScoreMaps;
  readonly classIndex: number;
  /** The video's score for the class. */
  readonly videoScore: number;
  readonly secondsPerSample: number;
}

/** A sample of a segment is above 0. */
const LEAST = Number.MIN_VALUE;

/**
 * Segments of all groups in the recipe's order, thresholds in theirs, runs in time order: maximal runs of at least two
 * samples with value >= threshold and > 0. When the only such sample of the whole map is the first one, there is no
 * segment (a rule of the released programs, which falls out of the former).
 */
export function findProposals(
  sources: ProposalSources,
  { proposals: groups, score: chosen }: Pick<InferenceSection, "proposals" | "score">,
  kinds: Kinds = KINDS,
): SegmentColumns {
  const score = createKind(kinds.scores, chosen);
  const { maps, classIndex, videoScore, secondsPerSample } = sources;
  const found: SegmentColumns = { scores: [], starts: [], ends: [] };
  for (const { group_on, score_on, thresholds } of Object.values(groups)) {
    const map = maps.upsampled(group_on, classIndex);
    const runs = runsAbove(map, thresholds.flatMap((threshold) => [threshold, Math.max(threshold, LEAST)]));
    const scoring = score_on === "thresholded" ? group_on : score_on;
    const [values, sums] = [maps.upsampled(scoring, classIndex), maps.sums(scoring, classIndex)];
    for (const threshold of thresholds) {
      const scored = score_on === "thresholded"
        ? mapWithin(values, sums, runs.get(threshold)!)
        : wholeMap(values, sums);
      const { starts, ends } = runs.get(Math.max(threshold, LEAST))!;
      for (let k = 0; k < starts.length; k++) {
        const [start, end] = [starts[k]!, ends[k]!];
        if (start === end) continue;
        found.scores.push(score(scored, start, end, videoScore));
        found.starts.push(start * secondsPerSample);
        found.ends.push((end + 1) * secondsPerSample);
      }
    }
  }
  return found;
}
