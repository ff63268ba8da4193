/** Keeps what was read lately. */

/** A store that forgets the least recently used values beyond its limit. */
export interface Cache {
  get(key: string): Float32Array | undefined;
  set(key: string, value: Float32Array): void;
}

/** Keeps arrays of `limit` bytes together; one that is larger is not kept. */
export function createCache(limit: number): Cache {
  // A Map iterates in insertion order, so its first key is the least recently used one.
  const kept = new Map<string, Float32Array>();
  let bytes = 0;
  function drop(key: string): void {
    bytes -= kept.get(key)?.byteLength ?? 0;
    kept.delete(key);
  }
  return {
    get(key) {
      const value = kept.get(key);
      if (value) {
        kept.delete(key);
        kept.set(key, value);
      }
      return value;
    },
    set(key, value) {
      drop(key);
      if (value.byteLength > limit) return;
      kept.set(key, value);
      bytes += value.byteLength;
      while (bytes > limit) drop(kept.keys().next().value!);
    },
  };
}
