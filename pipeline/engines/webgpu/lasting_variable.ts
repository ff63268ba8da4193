/** A variable on the GPU: a tensor that is replaced, or once a recording has used it, a buffer that lasts. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { type BackendInternals, bufferBytes, flush, TENSOR_USAGE } from "./recorder/internals.ts";
import type { Recordings } from "./recorder/record.ts";
import type { Lasting } from "./recorder/variables.ts";

/** A variable with the value of a tensor. */
export function lastingVariable(
  backend: BackendInternals,
  recordings: Recordings,
  initial: Tensor,
): Lasting {
  const shape = [...initial.shape];
  const bytes = bufferBytes(shape);
  // That of a recording which is made gives its buffers back with the recording.
  const { bufferManager } = backend;
  let value = tf.keep(tf.clone(initial));
  let buffer: GPUBuffer | undefined;
  /** Whether the tensor stands for the buffer, which replays change. */
  let isHome = false;

  function copy(from: GPUBuffer, to: GPUBuffer): void {
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    backend.commandEncoder!.copyBufferToBuffer(from, 0, to, 0, bytes);
  }

  /** A recording changes the buffer, and not what was read before. */
  function copied(): Tensor {
    const dataId = backend.write(null, shape, "float32");
    backend.uploadToGPU(dataId);
    copy(buffer!, backend.tensorMap.get(dataId).resource!);
    backend.commandQueueOwnedIds.add(dataId);
    return tf.engine().makeTensorFromDataId(dataId, shape, "float32");
  }

  const variable: Lasting = {
    shape,
    read: () => recordings.current?.read(variable) ?? (isHome ? copied() : tf.clone(value)),
    assign(next) {
      if (next.shape.join() !== shape.join()) {
        throw new RangeError(`a variable of shape [${shape}] cannot take a value of shape [${next.shape}]`);
      }
      if (recordings.current) return recordings.current.assign(variable, next);
      value.dispose();
      value = tf.keep(tf.clone(next));
      isHome = false;
    },
    dataSync() {
      const now = variable.read();
      const values = now.dataSync();
      now.dispose();
      return values.slice() as Float32Array;
    },
    dispose() {
      value.dispose();
      isHome = false;
      if (buffer) {
        flush(backend);
        bufferManager.releaseBuffer(buffer);
      }
      buffer = undefined;
    },
    home: () => buffer ??= bufferManager.acquireBuffer(bytes, TENSOR_USAGE),
    settle() {
      if (value.isDisposed) throw new RangeError("a variable of a recording is disposed of");
      if (isHome) return;
      backend.uploadToGPU(value.dataId);
      copy(backend.tensorMap.get(value.dataId).resource!, variable.home());
      backend.commandQueueOwnedIds.add(value.dataId);
      value.dispose();
      const dataId = backend.write(null, shape, "float32");
      Object.assign(backend.tensorMap.get(dataId), { resource: variable.home(), external: true });
      value = tf.keep(tf.engine().makeTensorFromDataId(dataId, shape, "float32"));
      isHome = true;
    },
  };
  return variable;
}
