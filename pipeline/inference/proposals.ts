/** Segments of a class before suppression. */
import {
  type InferenceSection,
  type InferenceStream,
  scoredOn,
  THRESHOLDED,
} from "../../specs/recipe/inference.ts";
import { createKind } from "../kinds/kind.ts";
import type { ModelKinds } from "../kinds/model_kinds.ts";
import { INFERENCE_KINDS } from "./kinds.ts";
import type { ScoreMaps } from "./score_maps.ts";
import type { SegmentColumns } from "./segments.ts";
import { mapWithin, sumOfMaps, wholeMap } from "./sums.ts";

/** What the segments of one class are made of. */
export interface ProposalSources {
  readonly maps: ScoreMaps;
  readonly classIndex: number;
  /** The video's score for the class. */
  readonly videoScore: number;
  readonly secondsPerSample: number;
  /** Seconds at which the first sample begins: 0 by default. */
  readonly begin?: number | undefined;
}

/**
 * Segments of all groups in the recipe's order, their levels in theirs, intervals in time order. When the only sample of a
 * whole level is the first one, there is no segment, as in the authors' programs. None begins before the video does.
 */
export function findProposals(
  sources: ProposalSources,
  { proposals, score: common }: Pick<InferenceStream, "proposals"> & Pick<InferenceSection, "score">,
  kinds: Pick<ModelKinds, "groups" | "scores" | "suppressions"> = INFERENCE_KINDS,
): SegmentColumns {
  const { maps, classIndex, videoScore, secondsPerSample, begin = 0 } = sources;
  const found: SegmentColumns = { scores: [], starts: [], ends: [] };
  for (const group of Object.values(proposals)) {
    const { group_on, min_length, extend = 0, normalize } = group;
    const levels = createKind(kinds.groups, group)(maps.upsampled(group_on, classIndex, normalize));
    const score = createKind(kinds.scores, group.score ?? common);
    const parts = scoredOn(group).map(([name, factor]) => {
      const isCut = name === THRESHOLDED;
      const signal = isCut ? group_on : name;
      const values = maps.upsampled(signal, classIndex, normalize);
      const sums = maps.sums(signal, classIndex, normalize);
      return { factor, isCut, values, sums, whole: wholeMap(values, sums) };
    });
    for (const { intervals: { starts, ends }, counted } of levels) {
      if (starts.length === 1 && ends[0] === 0) continue;
      const scored = sumOfMaps(parts.map(({ factor, isCut, values, sums, whole }) => {
        return { factor, map: isCut ? mapWithin(values, sums, counted) : whole };
      }));
      for (let k = 0; k < starts.length; k++) {
        const [start, end] = [starts[k]!, ends[k]!];
        const last = begin + (end + 1 + extend) * secondsPerSample;
        if (end - start + 1 < min_length || last <= 0) continue;
        found.scores.push(score(scored, start, end, videoScore));
        found.starts.push(Math.max(0, begin + start * secondsPerSample));
        found.ends.push(last);
      }
    }
  }
  return found;
}
