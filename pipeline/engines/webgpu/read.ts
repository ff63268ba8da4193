/** Reads buffers of the GPU back while the caller waits. */

/** Copies the first `bytes` (a multiple of 4) of a buffer. */
export type Read = (buffer: GPUBuffer, bytes: number) => ArrayBuffer;

/** Longer buffers are read part by part. */
const PART = 1 << 22;

/**
 * Makes the reader of a device. WebGPU promises values only to those who await them, which no gradient can. Deno's
 * `mapAsync` however waits for the device before it returns, and `getMappedRange` asks the device, not the promise.
 * Deno knows how a buffer is mapped only once one mapping has been awaited, so all reads go through one such buffer.
 *
 * Throws where a version of Deno does otherwise.
 */
export async function createReader(device: GPUDevice): Promise<Read> {
  const read = readThrough(device, await openStaging(device, PART));
  check(device, read);
  return read;
}

/** A buffer from which values are read as soon as the device has copied them there. */
export interface Staging {
  readonly buffer: GPUBuffer;
  /** Waits for what has been submitted, and reads the first `bytes`, a multiple of 4. */
  take(bytes: number): ArrayBuffer;
}

/** Makes a staging buffer. */
export async function openStaging(device: GPUDevice, size: number): Promise<Staging> {
  const buffer = device.createBuffer({ size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  await buffer.mapAsync(GPUMapMode.READ);
  buffer.unmap();
  return {
    buffer,
    take(bytes) {
      buffer.mapAsync(GPUMapMode.READ).catch(() => {});
      const values = buffer.getMappedRange(0, bytes).slice(0);
      buffer.unmap();
      return values;
    },
  };
}

function readThrough(device: GPUDevice, staging: Staging): Read {
  return (buffer, bytes) => {
    const result = new Uint8Array(bytes);
    for (let start = 0; start < bytes; start += PART) {
      const size = Math.min(PART, bytes - start);
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(buffer, start, staging.buffer, 0, size);
      device.queue.submit([encoder.finish()]);
      result.set(new Uint8Array(staging.take(size)), start);
    }
    return result.buffer;
  };
}

/** Reads a known number. */
function check(device: GPUDevice, read: Read): void {
  const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
  const buffer = device.createBuffer({ size: 4, usage });
  try {
    device.queue.writeBuffer(buffer, 0, new Float32Array([KNOWN]));
    if (new Float32Array(read(buffer, 4))[0] !== KNOWN) throw new Error("a number that was read is wrong");
  } catch (error) {
    throw new Error(`Deno ${Deno.version.deno} does not read it at once (${error})`);
  } finally {
    buffer.destroy();
  }
}

const KNOWN = 0.625;
