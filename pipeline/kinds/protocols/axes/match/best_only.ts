/** Match rule `best_only`. */
import { eachChooses, type Match } from "./match.ts";

/** The instance of highest tIoU, of equals the later, where that reaches the threshold and is not taken. */
export const bestOnly: Match = eachChooses((overlaps, taken, threshold) => {
  const best = overlaps.lastIndexOf(Math.max(...overlaps));
  return best >= 0 && overlaps[best]! >= threshold && !taken[best] ? best : -1;
});
