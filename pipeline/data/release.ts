/** Memory that is given back at once. */

/**
 * Frees the memory of arrays that nobody uses any more; they are empty afterwards. Without it, arrays of a hundred
 * megabytes pile up until the next garbage collection.
 */
export function release(...arrays: readonly ArrayBufferView<ArrayBufferLike>[]): void {
  for (const { buffer } of arrays) if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
}
