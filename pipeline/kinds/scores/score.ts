/** What a score does. */

/** The map of one class that scores segments. Its functions are called on it. */
export interface ScoredMap {
  /** How many samples it has. */
  readonly samples: number;
  /** The sum of the samples before a position, which is 0 to their number. */
  sumBefore(position: number): number;
  /** One sample. */
  at(position: number): number;
}

/**
 * The score of the samples `start` to `end` of a map, both included.
 *
 * @param videoScore The score of the class in the whole video.
 */
export type Score = (map: ScoredMap, start: number, end: number, videoScore: number) => number;

/** The mean of the samples `start` to `end`, both included. */
export function meanOf(map: ScoredMap, start: number, end: number): number {
  return (map.sumBefore(end + 1) - map.sumBefore(start)) / (end + 1 - start);
}
