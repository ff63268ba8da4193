/** Keeps what was read, as far as there is room. */

/** A store that is full one day. */
export interface Cache<T> {
  get(key: string): T | undefined;
  /** Keeps a value where there is still room for it, and answers whether it is kept; a key keeps its first value. */
  set(key: string, value: T): boolean;
}

/**
 * Keeps values of `limit` bytes together. What is kept stays: training reads every video once an epoch, and a store that
 * forgets the least recently used half would have forgotten almost every video by the time it comes round again.
 */
export function createCache<T>(limit: number, bytesOf: (value: T) => number): Cache<T> {
  const kept = new Map<string, T>();
  let bytes = 0;
  return {
    get: (key) => kept.get(key),
    set(key, value) {
      if (kept.has(key)) return kept.get(key) === value;
      if (bytes + bytesOf(value) > limit) return false;
      kept.set(key, value);
      bytes += bytesOf(value);
      return true;
    },
  };
}
