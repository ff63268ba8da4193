/** Which classes a video is said to contain. */

/**
 * The classes whose score reaches the threshold, ascending; when none does, the best one (the first of equals) or,
 * with fallback "none", no class (CoLA, released form).
 *
 * @param scores [C] video scores.
 */
export function selectClasses(
  scores: ArrayLike<number>,
  threshold: number,
  fallback: "best" | "none",
): number[] {
  const all = Array.from(scores);
  const chosen = all.flatMap((score, c) => score >= threshold ? [c] : []);
  if (chosen.length > 0 || fallback === "none") return chosen;
  return [all.indexOf(Math.max(...all))];
}
