/** Which classes a video is said to contain. */
import type { ClassSelection } from "../../specs/recipe/inference.ts";

/**
 * The classes whose score reaches the threshold (or is above it, where that is strict), ascending; when none does, the
 * best one (the first of equals) or, with fallback "none", no class. The comparison is made in float32, as scores are: a
 * score of 0.7 reaches 0.7.
 *
 * @param scores [C] video scores, float32.
 */
export function selectClasses(
  scores: Float32Array,
  { threshold, strict, fallback }: Omit<ClassSelection, "from">,
): number[] {
  const all = Array.from(scores);
  const least = Math.fround(threshold);
  const chosen = all.flatMap((score, c) => score > least || (score === least && !strict) ? [c] : []);
  if (chosen.length > 0 || fallback === "none") return chosen;
  return [all.indexOf(Math.max(...all))];
}
