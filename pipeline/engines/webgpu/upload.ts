/** Brings tensors to the GPU before anything is computed with them. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { type BackendInternals, bufferOf } from "./recorder/internals.ts";

/** Uploads the values of tensors that are not there yet. Takes as long as copying them does. */
export function uploadTensors(backend: BackendInternals, tensors: readonly Tensor[]): void {
  for (const { dataId } of tensors) {
    const data = backend.tensorMap.get(dataId);
    if (data.resource || !data.values?.length) continue;
    data.resource = bufferOf(backend, data);
    data.values = null;
  }
}
