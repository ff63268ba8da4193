/** A section `inference` to change in tests, and segments as rows. */
import type { InferenceSection, ProposalGroup } from "../../../specs/recipe/inference.ts";
import type { SignalValues } from "../../../pipeline/inference/score_maps.ts";
import type { ScoredSegment } from "../../../pipeline/inference/segments.ts";

/** A group with what holds where nothing else is said, and options. */
export function group(
  options: Readonly<Record<string, unknown>> & Pick<ProposalGroup, "group_on" | "score_on">,
): ProposalGroup {
  return { kind: "absolute", strict: false, min_length: 2, ...options };
}

/** One group on map "map" at threshold 0.5, scored on itself; no scaling, no sample between snippets. */
export const SECTION: InferenceSection = {
  classes: { from: "video", threshold: 0.5, strict: false, fallback: "best" },
  proposals: { one: group({ group_on: "map", score_on: "map", thresholds: [0.5] }) },
  normalize: "none",
  upsample: 1,
  tail: "extrapolate",
  score: { kind: "outer_inner_contrast", margin: 0.25, video_weight: 0 },
  suppress: { kind: "nms", overlap: 0.6, length: "exact" },
};

/** A signal's values. */
export function signal(shape: number[], values: readonly number[]): SignalValues {
  return { shape, data: Float32Array.from(values) };
}

/** Score, start and end of every segment. */
export function rows(segments: Iterable<ScoredSegment>): number[][] {
  return Array.from(segments, ({ score, start, end }) => [score, start, end]);
}
