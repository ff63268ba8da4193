/** Memory of the library for arrays that JavaScript fills, and that become tensors without a copy. */
import { RunError } from "../../../../specs/diagnostics/diagnostics.ts";
import type { Reused } from "../../../release.ts";
import { dtypes, int64s } from "./attributes.ts";
import type { Symbols } from "./symbols.ts";

/** The arrays that are out. */
export interface BatchMemory extends Reused {
  /**
   * A tensor for the caller to delete, which lies where a whole array of `take` does: nothing may be written there any more.
   * Undefined for all other values.
   */
  tensorOf(values: ArrayBufferView, shape: readonly number[]): Deno.PointerValue | undefined;
}

/** @param check Throws what the library has left in `status`. */
export function openBatchMemory(
  library: Symbols,
  status: Deno.PointerValue,
  check: (what: string) => void,
): BatchMemory {
  const tensors = new WeakMap<ArrayBufferLike, Deno.PointerObject>();
  const forgotten = new FinalizationRegistry<Deno.PointerObject>((tensor) => library.TF_DeleteTensor(tensor));
  const float32 = (shape: readonly number[], bytes: number) =>
    library.TF_AllocateTensor(dtypes.float32, int64s(shape), shape.length, BigInt(bytes));

  return {
    take(length) {
      if (length === 0) return new Float32Array(0);
      const bytes = length * Float32Array.BYTES_PER_ELEMENT;
      const tensor = float32([length], bytes);
      const data = tensor && library.TF_TensorData(tensor);
      if (!data) {
        if (tensor) library.TF_DeleteTensor(tensor);
        throw new RunError(`no memory for a batch of ${bytes} bytes`, "make the batch smaller");
      }
      const buffer = Deno.UnsafePointerView.getArrayBuffer(data, bytes);
      tensors.set(buffer, tensor);
      forgotten.register(buffer, tensor, buffer);
      return new Float32Array(buffer);
    },

    give({ buffer }) {
      const tensor = tensors.get(buffer);
      if (!tensor) return;
      tensors.delete(buffer);
      forgotten.unregister(buffer);
      // Tensors may lie there still: whoever has kept the array finds it empty.
      if (!buffer.detached) buffer.transfer(0);
      library.TF_DeleteTensor(tensor);
    },

    tensorOf(values, shape) {
      const { buffer, byteLength } = values;
      const isWhole = values instanceof Float32Array && byteLength === buffer.byteLength;
      const own = isWhole ? tensors.get(buffer) : undefined;
      if (!own) return undefined;
      const shaped = float32([0], 0);
      library.TF_TensorBitcastFrom(own, dtypes.float32, shaped, int64s(shape), shape.length, status);
      check("making a tensor");
      return shaped;
    },
  };
}
