/** What a recording uses of TensorFlow.js's backend beyond its types. */
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import type { DataType, TensorInfo } from "@tensorflow/tfjs-core";

/** A tensor's data on the backend. */
export interface TensorData {
  values: ArrayLike<number> | null;
  dtype: DataType;
  shape: number[];
  resource?: GPUBuffer | null;
  /** Whether the buffer belongs to someone else, and stays when the data is disposed of. */
  external?: boolean;
}

/** The fields and methods. */
export interface BackendInternals {
  readonly device: GPUDevice;
  readonly queue: GPUQueue;
  readonly tensorMap: { get(dataId: object): TensorData; has(dataId: object): boolean };
  bufferManager: {
    acquireBuffer(size: number, usage: number): GPUBuffer;
    releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
  };
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  commandQueueOwnedIds: Pick<WeakSet<object>, "add" | "has">;
  dispatchCountInPass: number;
  uniformPendingDisposal: GPUBuffer[];
  readSync(dataId: object): unknown;
  write(values: ArrayLike<number> | null, shape: number[], dtype: DataType): object;
  tensorToBinding(tensor: TensorInfo | null): GPUBufferBinding | null;
  uploadToGPU(dataId: object): void;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  refCount(dataId: object): number;
  incRef(dataId: object): void;
}

/** The usage of the buffers that tensors have: STORAGE, COPY_SRC and COPY_DST of the standard. */
export const TENSOR_USAGE = 0x80 | 0x04 | 0x08;

/** The backend with all of them. */
export function internalsOf(backend: WebGPUBackend): BackendInternals {
  return backend as unknown as BackendInternals;
}

/** Gives the device what TensorFlow.js has kept back. */
export function flush(backend: BackendInternals): void {
  if (!backend.commandEncoder) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

/** The bytes of a tensor's buffer; numbers and truth values take four each. */
export function bufferBytes(shape: readonly number[]): number {
  return 4 * Math.max(1, shape.reduce((a, b) => a * b, 1));
}

/** Writes a tensor's values into a buffer, before the commands that are not submitted yet. */
export function writeInto(
  { queue }: Pick<BackendInternals, "queue">,
  buffer: GPUBuffer,
  data: TensorData,
): void {
  // Deno fails where there is nothing to write.
  if (data.values!.length > 0) queue.writeBuffer(buffer, 0, asWords(data));
}

/** A buffer of the backend's with a tensor's values. */
export function bufferOf(
  backend: Pick<BackendInternals, "queue" | "bufferManager">,
  data: TensorData,
): GPUBuffer {
  const buffer = backend.bufferManager.acquireBuffer(bufferBytes(data.shape), TENSOR_USAGE);
  writeInto(backend, buffer, data);
  return buffer;
}

/** Values as the device has them. */
function asWords({ values, dtype }: TensorData): Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> {
  const Words = dtype === "float32" ? Float32Array : Int32Array;
  return (values instanceof Words ? values : Words.from(values!)) as Float32Array<ArrayBuffer>;
}

/** Gives an object other properties of its own for a time; what is returned puts the former ones back. */
export function shadow<T extends object>(object: T, properties: Partial<T>): () => void {
  const before = Object.keys(properties).map((key) =>
    [key, Object.getOwnPropertyDescriptor(object, key)] as const
  );
  Object.assign(object, properties);
  return () => {
    for (const [key, descriptor] of before) {
      if (descriptor) Object.defineProperty(object, key, descriptor);
      else delete (object as Record<string, unknown>)[key];
    }
  };
}
