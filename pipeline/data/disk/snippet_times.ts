/** Whether the sources of a video agree on how long a snippet lasts. */
import type { FrameRates } from "../../annotations/frame_rates.ts";
import type { Mistakes } from "../../annotations/mistakes.ts";

/** The times of one source. */
export interface SourceTimes {
  readonly name: string;
  readonly stride: number;
  readonly fpsOf: FrameRates;
}

/** Notes, once, when rows of two sources would cover different times: stride / fps must be equal. */
export function checkSnippetTimes(
  videos: readonly string[],
  sources: readonly SourceTimes[],
  mistakes: Mistakes,
): void {
  const [first, ...others] = sources;
  for (const video of videos) {
    for (const other of others) {
      const [a, b] = [first!, other].map(({ stride, fpsOf }) => stride / (fpsOf(video) ?? NaN));
      if (!(Math.abs(a! - b!) > 1e-9 * a!)) continue;
      mistakes.add(() => ({
        message:
          `Snippets of "${first!.name}" last ${a} s and of "${other.name}" ${b} s in video "${video}": ` +
          "rows of all sources must cover the same times",
        hint: "make stride / fps of the sources equal",
      }));
      return;
    }
  }
}
