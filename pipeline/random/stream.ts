/** Named random streams: a key per (seed, name), so that the order of evaluation never matters. */

/** The 64-bit key of one random stream, as two unsigned 32-bit words. Made by `streamKey`. */
export interface StreamKey {
  readonly low: number;
  readonly high: number;
}
