/** Memory that is given back at once. */

/**
 * Frees the memory of arrays that nobody uses any more; they are empty afterwards. Without it, arrays of a hundred
 * megabytes pile up until the next garbage collection.
 */
export function release(...arrays: readonly ArrayBufferView<ArrayBufferLike>[]): void {
  for (const { buffer } of arrays) if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
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
