/** Match rule `best_free`. */
import { eachChooses, type Match } from "./match.ts";

/** The free instance of highest tIoU, of equals the earlier, where that reaches the threshold. */
export const bestFree: Match = eachChooses((overlaps, taken, threshold) => {
  let best = -1;
  for (let i = 0; i < overlaps.length; i++) {
    if (!taken[i] && overlaps[i]! >= threshold && !(overlaps[i]! <= (overlaps[best] ?? 0))) best = i;
  }
  return best;
});
