/** How much memory of the GPU is kept for later. */

/** The part of TensorFlow.js's buffer manager that this needs. */
export interface Pool<Buffer> {
  /** All that was taken from the device. */
  readonly numBytesAllocated: number;
  /** What tensors use of it. */
  readonly numBytesUsed: number;
  /** Takes a buffer back, for the next that asks for exactly its size or, without `reuse`, for the device. */
  releaseBuffer(buffer: Buffer, reuse?: boolean): void;
}

/**
 * Makes a pool give buffers back to the device when it keeps `limit` bytes that nothing uses. A step of training asks
 * for the same sizes again and again; inference has other sizes for every video and would fill the memory.
 */
export function limitPool<Buffer>(pool: Pool<Buffer>, limit: number): void {
  const release = pool.releaseBuffer.bind(pool);
  pool.releaseBuffer = (buffer, reuse = true) =>
    release(buffer, reuse && pool.numBytesAllocated - pool.numBytesUsed < limit);
}
