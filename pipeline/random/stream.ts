/** Named random streams: a key per (seed, name), so that the order of evaluation never matters. */

/** The 64-bit key of one random stream, as two unsigned 32-bit words. Made by `streamKey`. */
export interface StreamKey {
  /** The lower 32 bits. */
  readonly low: number;
  /** The upper 32 bits. */
  readonly high: number;
}

const MASK = (1n << 64n) - 1n;

/**
 * The key of the stream `name` under `seed` (a whole number from 0 to 2^31 - 1): FNV-1a over the seed's four bytes
 * and the name's UTF-8, spread by the finalizer of SplitMix64. Different names give independent streams.
 */
export function streamKey(seed: number, name: string): StreamKey {
  const bytes = [seed, seed >>> 8, seed >>> 16, seed >>> 24, ...new TextEncoder().encode(name)];
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte & 0xff)) * 0x100000001b3n) & MASK;
  hash = ((hash ^ (hash >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  hash = ((hash ^ (hash >> 27n)) * 0x94d049bb133111ebn) & MASK;
  hash ^= hash >> 31n;
  return { low: Number(hash & 0xffffffffn), high: Number(hash >> 32n) };
}
