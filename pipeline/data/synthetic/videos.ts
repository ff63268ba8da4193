/** Generated videos as a data set knows them. */
import type { Video } from "../dataset.ts";
import type { SnippetTimes } from "../snippet_times.ts";
import type { Timeline } from "./timeline.ts";

/** The video of a timeline, its times in seconds. */
export function videoOf(
  { id, split }: Pick<Video, "id" | "split">,
  { length, labels, actions }: Timeline,
  classes: readonly string[],
  { fps, stride }: Pick<SnippetTimes, "fps" | "stride">,
): Video {
  const seconds = (snippets: number) => (snippets * stride) / fps;
  return {
    id,
    split,
    labels,
    length,
    fps,
    stride,
    duration: seconds(length),
    segments: actions.map(({ label, begin, end }) => ({
      label: classes[label]!,
      start: seconds(begin),
      end: seconds(end),
    })),
  };
}

/** The id of the video at a place of its split: `train_0001` is the first. */
export function numbered(split: Video["split"], place: number): string {
  return `${split}_${String(place + 1).padStart(4, "0")}`;
}
