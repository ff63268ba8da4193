/** The GPUs that the library computes on, and what is brought there before it is asked for. */
import { RunError } from "../../../../specs/diagnostics/diagnostics.ts";
import { cString, dtypes } from "./attributes.ts";
import { readCString } from "./strings.ts";
import type { Symbols } from "./symbols.ts";

/** Bytes from which on an upload to a GPU is worth a call of its own, which need not wait until a result is asked for. */
const LEAST_UPLOAD = 1 << 16;

/** The GPUs of a context. */
export interface Gpus {
  readonly count: number;
  /**
   * The tensor behind `handle` on the first GPU, which takes the place of `handle`; itself where there is no GPU, where it is
   * small, or where it holds whole numbers, which the library wants in the CPU's memory. Throws a RunError when the GPU has
   * no room.
   */
  upload(handle: Deno.PointerValue, dtype: number, bytes: number): Deno.PointerValue;
}

/** Asks the library. */
export function openGpus(library: Symbols, context: Deno.PointerValue, status: Deno.PointerValue): Gpus {
  const names = namesOfGpus(library, context, status);
  const [first] = names;
  return {
    count: names.length,
    upload(handle, dtype, bytes) {
      if (first === undefined || dtype !== dtypes.float32 || bytes < LEAST_UPLOAD) return handle;
      const copy = library.TFE_TensorHandleCopyToDevice(handle, context, first, status);
      library.TFE_DeleteTensorHandle(handle);
      if (library.TF_GetCode(status) === 0) return copy;
      const message = readCString(library.TF_Message(status));
      throw new RunError(
        `TensorFlow failed at copying a tensor to the GPU: ${message}`,
        "make the batch smaller",
      );
    },
  };
}

/** Zero-terminated, as the library knows them; for the rest of the process. */
function namesOfGpus(library: Symbols, context: Deno.PointerValue, status: Deno.PointerValue) {
  const devices = library.TFE_ContextListDevices(context, status);
  const all = Array.from({ length: library.TF_DeviceListCount(devices) }, (_, i) => ({
    kind: readCString(library.TF_DeviceListType(devices, i, status)),
    name: cString(readCString(library.TF_DeviceListName(devices, i, status))),
  }));
  library.TF_DeleteDeviceList(devices);
  return all.filter(({ kind }) => kind === "GPU").map(({ name }) => name);
}
