/** Whether anything is annotated that a run can be scored against. */
import type { AnnotatedVideo } from "./annotated_video.ts";
import { subsetNamed } from "./subsets.ts";

/** The videos that a run trains on and those that it tests. */
export interface RunVideos {
  readonly train: ReadonlySet<string>;
  readonly test: ReadonlySet<string>;
}

/**
 * Whether a run is scored: not where its test videos are annotated with labels alone, or not at all. Segments of videos
 * that are neither trained on nor of the subset show that the subset is named wrongly, which is for the ground truth to
 * refuse.
 */
export function hasScored(
  database: ReadonlyMap<string, AnnotatedVideo>,
  subset: string,
  { train, test }: RunVideos,
): boolean {
  const videos = [...database];
  const found = subsetNamed(database, subset);
  const isThere = videos.some(([, video]) => video.subset === found);
  return videos.some(([name, video]) =>
    video.annotations.length > 0 &&
    (video.subset === found || test.has(name) || (!isThere && !train.has(name)))
  );
}
