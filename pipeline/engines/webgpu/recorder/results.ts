/** What a replay leaves: results, on the device or read at once, and whether it has changed anything. */
import * as tf from "@tensorflow/tfjs-core";
import type { DataType, Tensor } from "@tensorflow/tfjs-core";
import { RunError } from "../../../../specs/diagnostics/diagnostics.ts";
import type { Staging } from "../read.ts";
import { type BackendInternals, bufferBytes, TENSOR_USAGE } from "./internals.ts";
import type { Guard } from "./variables.ts";

/** A result of a recorded function. */
export interface RecordedResult {
  readonly shape: number[];
  readonly dtype: DataType;
  readonly from: GPUBuffer;
}

/** Encodes the copies of results into buffers of their own; what is returned makes tensors of them. */
export function keepResults(backend: BackendInternals, results: readonly RecordedResult[]): () => Tensor[] {
  const makers = results.map(({ from, shape, dtype }) => {
    if (shape.includes(0)) return () => tf.tensor([], shape, dtype);
    const size = bufferBytes(shape);
    const resource = backend.bufferManager.acquireBuffer(size, TENSOR_USAGE);
    backend.commandEncoder!.copyBufferToBuffer(from, 0, resource, 0, size);
    return () => {
      const dataId = backend.write(null, shape, dtype);
      backend.tensorMap.get(dataId).resource = resource;
      return tf.engine().makeTensorFromDataId(dataId, shape, dtype);
    };
  });
  return () => makers.map((make) => make());
}

/**
 * Encodes the copies of numbers, and of results where these are small, to where they are read with one wait. What is
 * returned reads them, and throws where a number is not finite.
 */
export function stageResults(
  backend: BackendInternals,
  results: readonly RecordedResult[],
  guards: readonly Guard[],
  staging: Staging,
): () => Tensor[] {
  let at = 0;
  const stage = (from: GPUBuffer, bytes: number) => {
    backend.commandEncoder!.copyBufferToBuffer(from, 0, staging.buffer, at, bytes);
    at += bytes;
  };
  for (const { from } of guards) stage(from, 4);
  const areSmall = results.reduce((sum, { shape }) => sum + bufferBytes(shape), at) <= staging.buffer.size;
  const kept = areSmall ? undefined : keepResults(backend, results);
  if (areSmall) results.forEach(({ from, shape }) => stage(from, bufferBytes(shape)));

  if (at === 0) return () => kept?.() ?? [];
  return () => {
    const bytes = staging.take(at);
    const tensors = kept?.();
    const wrong = new Float32Array(bytes, 0, guards.length).findIndex((number) => !Number.isFinite(number));
    if (wrong >= 0) {
      if (tensors) tf.dispose(tensors);
      throw new RunError(guards[wrong]!.message);
    }
    if (tensors) return tensors;
    let next = 4 * guards.length;
    return results.map(({ shape, dtype }) => {
      const values = bytes.slice(next, next + (shape.includes(0) ? 0 : bufferBytes(shape)));
      next += bufferBytes(shape);
      const dataId = backend.write(
        tf.util.convertBackendValuesAndArrayBuffer(values, dtype) as Float32Array,
        shape,
        dtype,
      );
      return tf.engine().makeTensorFromDataId(dataId, shape, dtype);
    });
  };
}
