/** Segments that look like [start, length] or [centre, width]. */
import type { Diagnostic } from "../../specs/diagnostics/diagnostics.ts";
import type { AnnotatedVideo } from "./annotated_video.ts";
import { count, examples } from "./layout.ts";

/** Segments from which on it is judged. */
const SOME = 3;

/**
 * What to say where some segments of videos that state their durations end before they start, and all of them would lie
 * within their videos if they were [start, length] or [centre, width].
 */
export function otherSegmentForm(
  videos: Iterable<readonly [name: string, video: Pick<AnnotatedVideo, "duration" | "annotations">]>,
): Diagnostic | undefined {
  const all = Array.from(videos).flatMap(([name, { duration, annotations }]) =>
    duration === undefined
      ? []
      : annotations.map(({ start, end }) => ({ name, first: start, second: end, duration }))
  );
  const reversed = all.filter(({ first, second }) => second < first);
  if (all.length < SOME || reversed.length === 0) return undefined;
  const isStart = all.every(({ first, second, duration }) => first >= 0 && first + second <= duration);
  const isCentre = all.every(({ first, second, duration }) =>
    first - second / 2 >= 0 && first + second / 2 <= duration
  );
  const forms = [...isStart ? ["[start, length]"] : [], ...isCentre ? ["[centre, width]"] : []];
  if (forms.length === 0) return undefined;
  const write = [
    ...isStart ? ["[a, a + b]"] : [],
    ...isCentre ? ["[a - b / 2, a + b / 2]"] : [],
  ];
  const shown = reversed.map(({ name, first, second, duration }) =>
    `"${name}" [${first}, ${second}] of ${duration} s`
  );
  return {
    message: `Segments look like ${forms.join(" or ")}: in ${reversed.length.toLocaleString("en-US")} of ${
      count(all.length, "segment")
    } the second number is smaller than the first, and as such all lie within their videos: ${
      examples(shown)
    }`,
    hint: `wanted [start, end]: for [a, b] write ${write.join(" or ")}`,
  };
}
