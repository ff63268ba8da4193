/** Annotations that end where they start: some files state a label with the segment [0, 0]. */
import type { AnnotatedVideo, Annotation } from "./annotated_video.ts";
import type { GroundTruth } from "./ground_truth.ts";
import { count, examples } from "./layout.ts";

/** One sentence about the scored instances without length; they count, as the evaluators of the field have it. */
export function scoredWithoutLength({ videos, subset }: Pick<GroundTruth, "videos" | "subset">): string[] {
  return sentence("Counted, but never matched", videos, `in subset "${subset}"`);
}

/** One sentence about training videos that have an instance without length. */
export function trainedWithoutLength(videos: ReadonlyMap<string, AnnotatedVideo>): string[] {
  const annotations = new Map(Array.from(videos, ([name, video]) => [name, video.annotations]));
  return sentence("Used for the label alone", annotations, "in training videos");
}

function sentence(what: string, videos: ReadonlyMap<string, readonly Annotation[]>, where: string): string[] {
  const shown = Array.from(videos).flatMap(([video, list]) =>
    list.filter(isWithoutLength).map(({ label, start, end }) => `"${video}" ${label} [${start}, ${end}]`)
  );
  if (shown.length === 0) return [];
  return [`${what}: ${count(shown.length, "annotated segment")} without length ${where}: ${examples(shown)}`];
}

function isWithoutLength({ start, end }: Annotation): boolean {
  return end === start;
}
