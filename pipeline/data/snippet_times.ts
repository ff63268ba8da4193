/** When snippets are: where in the video they stand, and whether the sources of a video agree on it. */
import type { Diagnostic } from "../../specs/diagnostics/diagnostics.ts";
import type { FrameRates } from "../annotations/frame_rates.ts";
import type { Mistakes } from "../annotations/mistakes.ts";

/** The frames of snippets: snippet r is computed on `window` of them from frame `r stride` on. */
export interface SnippetFrames {
  /** Frames per second. */
  readonly fps: number;
  /** Frames from one snippet to the next. */
  readonly stride: number;
  /** As many as `stride` where absent. */
  readonly window?: number | undefined;
}

/**
 * Seconds from the start of a video to the first snippet's share of it, `(window - stride) / (2 fps)`: a snippet lasts
 * stride / fps seconds around the middle of its window. 0 where window = stride, below 0 where windows leave gaps.
 */
export function firstBegins({ fps, stride, window = stride }: SnippetFrames): number {
  return (window - stride) / (2 * fps);
}

/** Seconds of a video that the windows of its L snippets reach over, `((L - 1) stride + window) / fps`. */
export function secondsCovered(
  { fps, stride, window = stride, length }: SnippetFrames & { readonly length: number },
): number {
  return (length * stride + (window - stride)) / fps;
}

/** How long a snippet of a source lasts, stride / fps seconds, and where it stands. */
export interface SnippetTimes extends SnippetFrames {
  readonly name: string;
  /** Whether the snippets of a video share its duration. */
  readonly isShared?: boolean;
}

/** What is wrong with two sources whose rows would cover different times; `where` says of which videos. */
export function differentTimes(first: SnippetTimes, other: SnippetTimes, where = ""): Diagnostic | undefined {
  const [a, b] = [first.stride / first.fps, other.stride / other.fps];
  if (!(Math.abs(a - b) > 1e-9 * a)) return differentMiddles(first, other, where);
  const [own, others] = secondsApart(a, b);
  return {
    message: `Snippets of "${first.name}" last ${own} s and of "${other.name}" ${others} s${where}: ` +
      "rows of all sources must cover the same times",
    hint: first.isShared === other.isShared
      ? "make stride / fps of the sources equal"
      : "say the times of all sources in one way: times: from_durations, or fps and stride",
  };
}

function differentMiddles(first: SnippetTimes, other: SnippetTimes, where: string): Diagnostic | undefined {
  const [a, b] = [firstBegins(first), firstBegins(other)];
  if (!(Math.abs(a - b) > 1e-9 * first.stride / first.fps)) return undefined;
  const windowOf = ({ window, stride, fps }: SnippetTimes) => (window ?? stride) / fps;
  const [own, others] = secondsApart(windowOf(first), windowOf(other));
  return {
    message: `Windows of "${first.name}" last ${own} s and of "${other.name}" ${others} s${where}: ` +
      "rows of all sources must stand for the same times",
    hint: "make window / fps of the sources equal",
  };
}

/** Two durations in as few digits as tell them apart, four at least. */
function secondsApart(a: number, b: number): readonly [string, string] {
  for (let digits = 4;; digits++) {
    const [own, other] = [a, b].map((seconds) => String(Number(seconds.toPrecision(digits)))) as [
      string,
      string,
    ];
    if (own !== other || digits === 17) return [own, other];
  }
}

/** The times of one source, whose frame rates may differ by video. */
export interface SourceTimes extends Omit<SnippetTimes, "fps"> {
  readonly fpsOf: FrameRates;
}

/** Notes, once, when rows of two sources would cover different times. */
export function checkSnippetTimes(
  videos: readonly string[],
  sources: readonly SourceTimes[],
  mistakes: Mistakes,
): void {
  for (const video of videos) {
    const [first, ...others] = sources.map(({ fpsOf, ...source }) => {
      return { ...source, fps: fpsOf(video) ?? NaN };
    });
    for (const other of others) {
      const wrong = differentTimes(first!, other, ` in video "${video}"`);
      if (!wrong) continue;
      mistakes.add(() => wrong);
      return;
    }
  }
}
