/** Whether the sources of a video agree on how long a snippet lasts. */
import type { Diagnostic } from "../../specs/diagnostics/diagnostics.ts";
import type { FrameRates } from "../annotations/frame_rates.ts";
import type { Mistakes } from "../annotations/mistakes.ts";

/** How long a snippet of a source lasts: stride / fps seconds. */
export interface SnippetTimes {
  readonly name: string;
  readonly fps: number;
  /** Frames from one snippet to the next. */
  readonly stride: number;
}

/** What is wrong with two sources whose rows would cover different times; `where` says of which videos. */
export function differentTimes(first: SnippetTimes, other: SnippetTimes, where = ""): Diagnostic | undefined {
  const [a, b] = [first.stride / first.fps, other.stride / other.fps];
  if (!(Math.abs(a - b) > 1e-9 * a)) return undefined;
  return {
    message: `Snippets of "${first.name}" last ${a} s and of "${other.name}" ${b} s${where}: ` +
      "rows of all sources must cover the same times",
    hint: "make stride / fps of the sources equal",
  };
}

/** The times of one source, whose frame rates may differ by video. */
export interface SourceTimes {
  readonly name: string;
  readonly stride: number;
  readonly fpsOf: FrameRates;
}

/** Notes, once, when rows of two sources would cover different times. */
export function checkSnippetTimes(
  videos: readonly string[],
  sources: readonly SourceTimes[],
  mistakes: Mistakes,
): void {
  for (const video of videos) {
    const [first, ...others] = sources.map(({ name, stride, fpsOf }) => {
      return { name, stride, fps: fpsOf(video) ?? NaN };
    });
    for (const other of others) {
      const wrong = differentTimes(first!, other, ` in video "${video}"`);
      if (!wrong) continue;
      mistakes.add(() => wrong);
      return;
    }
  }
}
