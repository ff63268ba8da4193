/** Match rule `first_fit`. */
import { eachChooses, type Match } from "./match.ts";

/** The first free instance, in the order of the file, whose tIoU reaches the threshold. */
export const firstFit: Match = eachChooses((overlaps, taken, threshold) =>
  overlaps.findIndex((overlap, i) => overlap >= threshold && !taken[i])
);
