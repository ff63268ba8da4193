/** Annotated times that look like numbers of snippets. */
import { count, examples } from "../../annotations/layout.ts";
import type { Video } from "../dataset.ts";
import { secondsCovered } from "../snippet_times.ts";

/** Segments from which on it is judged, and the part of the videos whose last one ends with the features. */
const SOME = { segments: 3, part: 0.1 };
/** How far a snippet must be from a second, as a part of it. */
const TOLERATED = 0.1;

/**
 * A sentence where all annotated times are whole numbers, none is past the number of snippets of its video, and some
 * segments end at it, though snippets do not last a second.
 */
export function snippetIndexWarnings(all: readonly Video[]): string[] {
  const videos = all.filter(({ segments }) => segments.length > 0);
  const times = videos.flatMap(({ segments, length }) =>
    segments.flatMap(({ start, end }) => [{ time: start, length }, { time: end, length }])
  );
  if (times.length < 2 * SOME.segments) return [];
  if (!times.every(({ time, length }) => Number.isInteger(time) && time <= length)) return [];
  const last = ({ segments }: Video) => Math.max(...segments.map(({ end }) => end));
  const isOdd = ({ length }: Video, seconds: number) => Math.abs(seconds / length - 1) > TOLERATED;
  const found = videos.filter((video) =>
    last(video) >= video.length - 1 && isOdd(video, secondsCovered(video))
  );
  if (found.length < SOME.part * videos.length || found.length === 0) return [];
  const shown = found.map((video) =>
    `"${video.id}" ${last(video)} of ${count(video.length, "snippet")}, ${
      Number(secondsCovered(video).toPrecision(4))
    } s`
  );
  const { stride, fps } = found[0]!;
  return [
    `Annotated times look like numbers of snippets: all are whole, none is past the snippets of its video, and those of ${
      count(found.length, "video")
    } end with them (times are in seconds: multiply by stride / fps, such as ${
      Number((stride / fps).toPrecision(4))
    }): ${examples(shown)}`,
  ];
}
