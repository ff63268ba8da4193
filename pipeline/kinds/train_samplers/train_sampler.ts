/** What a training sampler does. */

/** The row of a place that shows no snippet: its features are zeros. */
export const PADDING: -1 = -1;

/**
 * The rows of a video of L = `length` snippets that T = `count` places show, [T]: 0 .. L - 1 and never falling, or `PADDING`
 * where the sampler pads. `draw(i)` is uniform in [0, 1), one number for each place.
 */
export interface TrainSampler {
  (length: number, count: number, draw: (place: number) => number): Int32Array;
  /** Says that it shows all L snippets, whatever T is. */
  readonly whole?: true;
}
