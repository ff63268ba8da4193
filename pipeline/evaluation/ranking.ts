/** Positions of `scores` from the highest to the lowest; of equal scores the later position first. */
export function rank(scores: ArrayLike<number>): number[] {
  return Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b]! - scores[a]! || b - a);
}
