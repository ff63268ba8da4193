/** Keeps what was read, as far as there is room. */

/** A store that is full one day. */
export interface Cache {
  get(key: string): Float32Array | undefined;
  /** Keeps a value where there is still room for it; a key keeps its first value. */
  set(key: string, value: Float32Array): void;
}

/**
 * Keeps arrays of `limit` bytes together. What is kept stays: training reads every video once an epoch, and a store that
 * forgets the least recently used half would have forgotten almost every video by the time it comes round again.
 */
export function createCache(limit: number): Cache {
  const kept = new Map<string, Float32Array>();
  let bytes = 0;
  return {
    get: (key) => kept.get(key),
    set(key, value) {
      if (kept.has(key) || bytes + value.byteLength > limit) return;
      kept.set(key, value);
      bytes += value.byteLength;
    },
  };
}
