/** Lets reads from the GPU come to their end: they give their values at once, but Deno ends them some milliseconds later. */

const begun: Promise<void>[] = [];
const { mapAsync } = GPUBuffer.prototype;
GPUBuffer.prototype.mapAsync = function (...args) {
  const mapped = mapAsync.apply(this, args);
  begun.push(mapped);
  return mapped;
};

/** Waits for the reads that were begun; a test that does not leaves them to the next one, where Deno finds them. */
export async function settled(): Promise<void> {
  await Promise.allSettled(begun.splice(0));
}
