/** Memory that is given back at once. */

/**
 * Frees the memory of arrays that nobody uses any more; they are empty afterwards. Without it, arrays of a hundred
 * megabytes pile up until the next garbage collection.
 */
export function release(...arrays: readonly ArrayBufferView<ArrayBufferLike>[]): void {
  for (const { buffer } of arrays) if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
}

/** How many times longer than what is taken a piece may be. */
const MOST_UNUSED = 4;

/** Some pieces of memory that go round: fresh memory is slow, since the system clears it. */
export interface MemoryPool {
  /** `length` bytes of any value; what they lie in may be longer. */
  take(length: number): Uint8Array<ArrayBuffer>;
  /** `release` for arrays of such bytes: they are empty afterwards, and their memory waits to be taken. */
  release(...arrays: readonly ArrayBufferView<ArrayBufferLike>[]): void;
}

/** A pool in which up to `limit` bytes wait, the longest pieces; the others are freed. */
export function createPool(limit: number): MemoryPool {
  // The shortest first.
  const idle: ArrayBuffer[] = [];
  return {
    take(length) {
      const found = idle.findIndex(({ byteLength }) =>
        byteLength >= length && byteLength <= length * MOST_UNUSED
      );
      const [buffer] = found < 0 ? [] : idle.splice(found, 1);
      return new Uint8Array(buffer ?? new ArrayBuffer(length), 0, length);
    },
    release(...arrays) {
      for (const { buffer } of arrays) {
        if (!(buffer instanceof ArrayBuffer) || buffer.detached) continue;
        const { byteLength } = buffer;
        const kept = buffer.transfer(byteLength > limit ? 0 : byteLength);
        if (kept.byteLength > 0) idle.push(kept);
      }
      idle.sort((a, b) => a.byteLength - b.byteLength);
      let bytes = idle.reduce((sum, { byteLength }) => sum + byteLength, 0);
      while (bytes > limit) {
        const { byteLength } = idle[0]!;
        idle.shift()!.transfer(0);
        bytes -= byteLength;
      }
    },
  };
}

/** One large piece of memory that is used again and again: fresh memory is slow, since the system clears it. */
export interface Reused {
  /** `length` numbers of any value. The caller gives the array back, or leaves it to garbage collection. */
  take(length: number): Float32Array<ArrayBuffer>;
  /** Takes an array back that nobody uses any more. */
  give(array: Float32Array<ArrayBuffer>): void;
}

/** A piece of memory that is not there yet. */
export function reused(): Reused {
  let idle: ArrayBuffer | undefined;
  return {
    take(length) {
      const bytes = length * Float32Array.BYTES_PER_ELEMENT;
      const buffer = idle && idle.byteLength >= bytes ? idle : new ArrayBuffer(bytes);
      if (idle && buffer !== idle) idle.transfer(0);
      idle = undefined;
      return new Float32Array(buffer, 0, length);
    },
    give({ buffer }) {
      const [less, more] = idle && idle.byteLength > buffer.byteLength ? [buffer, idle] : [idle, buffer];
      less?.transfer(0);
      idle = more;
    },
  };
}
