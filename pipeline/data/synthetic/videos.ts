/** Generated videos as a data set knows them. */
import type { Video } from "../dataset.ts";
import { firstBegins, secondsCovered, type SnippetFrames } from "../snippet_times.ts";
import type { Timeline } from "./timeline.ts";

/** The video of a timeline, its times in seconds. */
export function videoOf(
  { id, split }: Pick<Video, "id" | "split">,
  { length, labels, actions }: Timeline,
  classes: readonly string[],
  frames: SnippetFrames,
): Video {
  const { fps, stride, window } = frames;
  const begin = firstBegins(frames);
  const seconds = (snippets: number) => Math.max(0, begin + (snippets * stride) / fps);
  return {
    id,
    split,
    labels,
    length,
    fps,
    stride,
    ...(window === undefined ? {} : { window }),
    duration: secondsCovered({ ...frames, length }),
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
