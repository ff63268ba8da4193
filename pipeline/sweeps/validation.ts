/** Which videos settings are compared on. */
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import type { GroundTruth } from "../annotations/ground_truth.ts";
import type { Dataset, Video } from "../data/dataset.ts";
import { truthOf } from "../data/truth_of.ts";
import { permutation } from "../random/draw.ts";
import { streamKey } from "../random/stream.ts";

/** Videos and what they are scored against. */
export interface ScoredVideos {
  readonly split: Video["split"];
  readonly videos: readonly Video[];
  /** Absent where nothing is annotated that could be scored. */
  readonly groundTruth?: GroundTruth | undefined;
}

/** The test videos. */
export function testVideos({ test, groundTruth }: Dataset): ScoredVideos {
  return { split: "test", videos: test, groundTruth };
}

/** How training videos are drawn. */
export interface Draw {
  /** The part of those that have segments. */
  readonly part: number;
  readonly seed: number;
}

/**
 * Training videos that have segments, drawn from all of them: at least one, in the order of the data set.
 *
 * @throws {UserError} Where none has any.
 */
export function drawnVideos({ train, classes, groundTruth }: Dataset, { part, seed }: Draw): ScoredVideos {
  const annotated = train.filter(({ segments }) => segments.length > 0);
  if (annotated.length === 0) {
    throw userError(
      "No training video has segments to validate on",
      "leave out --validate-on: the test videos are scored",
    );
  }
  const wanted = Math.max(1, Math.round(part * annotated.length));
  const order = permutation(annotated.length, streamKey(seed, "validation"), 0);
  const videos = [...order.subarray(0, wanted)].sort((a, b) => a - b).map((i) => annotated[i]!);
  const { ambiguous } = groundTruth ?? {};
  return {
    split: "train",
    videos,
    groundTruth: { ...truthOf(videos, classes, "validation"), ...(ambiguous && { ambiguous }) },
  };
}
