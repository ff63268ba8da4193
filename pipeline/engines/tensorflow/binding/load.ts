/** Loads libtensorflow and makes it TensorFlow.js's backend `tensorflow`. */
import "../../registered_gradients.ts";
import * as tf from "@tensorflow/tfjs-core";
import { dirname } from "node:path";
import util from "node:util";
import { escapeControls } from "../../../../specs/diagnostics/escape.ts";
import { attributeKinds, dtypes } from "./attributes.ts";
import { type OpenBinding, openBinding } from "./binding.ts";
import type { LibraryPaths } from "../install/libraries.ts";
import { leaveLastWords } from "./last_words.ts";
import { createOperations, type NodeBackend, type Operations } from "./operations.ts";
import { withoutStderr } from "./quiet.ts";
import { loadSymbols } from "./symbols.ts";
import { command } from "../../../../specs/diagnostics/command.ts";

/** The library, loaded and registered. */
export interface LoadedLibrary extends Omit<OpenBinding, "binding"> {
  readonly operations: Operations;
  readonly backend: NodeBackend;
}

/** Loads the two libraries, registers the backend and makes it current. Throws what the system's loader says. */
export async function loadTensorflow(paths: LibraryPaths): Promise<LoadedLibrary> {
  setDefault("TF_ENABLE_ONEDNN_OPTS", "1");
  // Where it computes on a GPU: exact float32, no more of its memory than is needed, the same sums every time.
  setDefault("NVIDIA_TF32_OVERRIDE", "0");
  setDefault("TF_FORCE_GPU_ALLOW_GROWTH", "true");
  setDefault("TF_USE_DETERMINISTIC_SEGMENT_REDUCTIONS", "1");
  const quiet = setDefault("TF_CPP_MIN_LOG_LEVEL", "3");
  leaveLastWords(lastWords(dirname(paths.core)));
  const open = () => openBinding(loadSymbols(paths));
  const { binding, native, reserve, batchMemory, version, gpus } = quiet ? withoutStderr(open) : open();
  const { NodeJSKernelBackend } = await importBackend();
  const whole = {
    ...binding,
    TensorMetadata: Object,
    TFEOpAttr: Object,
    TF_FLOAT: dtypes.float32,
    TF_INT32: dtypes.int32,
    TF_INT64: dtypes.int64,
    TF_BOOL: dtypes.bool,
    TF_COMPLEX64: dtypes.complex64,
    TF_STRING: dtypes.string,
    TF_RESOURCE: dtypes.resource,
    TF_UINT8: dtypes.uint8,
    TF_ATTR_STRING: attributeKinds.string,
    TF_ATTR_INT: attributeKinds.int,
    TF_ATTR_FLOAT: attributeKinds.float,
    TF_ATTR_BOOL: attributeKinds.bool,
    TF_ATTR_TYPE: attributeKinds.type,
    TF_ATTR_SHAPE: attributeKinds.shape,
    TF_ATTR_RESOURCE: attributeKinds.resource,
    TF_Version: version,
    isUsingGpuDevice: () => gpus > 0,
    getNumOfSavedModels: () => 0,
  };
  const made = new NodeJSKernelBackend(
    whole as unknown as ConstructorParameters<typeof NodeJSKernelBackend>[0],
    "@tensorflow/tfjs-node",
  );
  tf.registerBackend("tensorflow", () => made);
  const backend = made as unknown as NodeBackend;
  return {
    operations: createOperations(backend, gpus > 0 ? "gpu" : "cpu"),
    backend,
    native,
    reserve,
    batchMemory,
    version,
    gpus,
  };
}

/** For when the process dies: it cannot tell then whether it did so in the library. */
function lastWords(folder: string): string {
  // Below a progress bar.
  const begin = Deno.stderr.isTerminal() ? "\n" : "";
  return `${begin}error: the process died, with TensorFlow loaded from "${escapeControls(folder)}"
  = run \`${
    command("engine", "--check")
  }\` to see whether it is intact, or set WALT_ENGINE=wasm to go without it
`;
}

/** tfjs-node's kernels without its package index, which would look for an addon that is not there. */
async function importBackend() {
  // Deno has dropped these two, and tfjs-node calls them.
  const dropped = util as { isNullOrUndefined?: unknown; isArray?: unknown };
  dropped.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  dropped.isArray ??= Array.isArray;
  try {
    await import("@tensorflow/tfjs-node-gpu/dist/register_all_kernels.js");
    return await import("@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js");
  } catch (cause) {
    // A program that has walt from npm has them only where it adds them itself.
    throw new Error("its kernels cannot be imported: add npm:@tensorflow/tfjs-node-gpu to the program", {
      cause,
    });
  }
}

/** Sets an environment variable that the person has not set. Says whether it did. */
function setDefault(name: string, value: string): boolean {
  if (Deno.env.get(name) !== undefined) return false;
  Deno.env.set(name, value);
  return true;
}
