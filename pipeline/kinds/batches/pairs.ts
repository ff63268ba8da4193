/** How batch maker `pairs` runs. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { pairs as spec } from "../../../specs/kinds/batches/pairs.ts";
import { kindRun } from "../kind.ts";
import type { BatchMaker } from "./batch_maker.ts";

/** Each pair takes three draws, of a class and of two of its videos, and every other video one. */
export const pairs = kindRun(
  spec,
  ({ count, same_video }): BatchMaker => ({ labels, batch, step, uniforms }) => {
    const classes = videosByClass(labels).filter((videos) => videos.length >= (same_video ? 1 : 2));
    if (classes.length === 0) {
      throw userError(
        `Cannot make pairs of training videos: no class has ${same_video ? "one" : "two"}`,
        "training.batches: shuffle makes batches without pairs",
      );
    }
    const draws = uniforms(3 * count + batch - 2 * count, step);
    const videos: number[] = [];
    for (let pair = 0; pair < count; pair++) {
      const own = classes[Math.floor(draws[3 * pair]! * classes.length)]!;
      const first = Math.floor(draws[3 * pair + 1]! * own.length);
      const others = same_video ? own : own.filter((_, i) => i !== first);
      videos.push(own[first]!, others[Math.floor(draws[3 * pair + 2]! * others.length)]!);
    }
    for (const draw of draws.subarray(3 * count)) videos.push(Math.floor(draw * labels.length));
    return { videos, pairs: Array.from({ length: count }, (_, pair) => [2 * pair, 2 * pair + 1] as const) };
  },
);

/** The positions of the videos of every class that has some. */
function videosByClass(labels: readonly (readonly number[])[]): number[][] {
  const videos: number[][] = [];
  labels.forEach((own, video) => own.forEach((label) => (videos[label] ??= []).push(video)));
  return videos.filter((each) => each !== undefined);
}
