/** The engine `tensorflow`: TensorFlow.js's Node kernels over libtensorflow, through FFI. */
import * as tf from "@tensorflow/tfjs-core";
import { returnFreed } from "../../files/libc.ts";
import type { OpenedEngine } from "../engine.ts";
import type { LibraryPaths } from "./install/libraries.ts";
import { lacksBfloat16, thisMachine } from "./bfloat16.ts";
import { type LoadedLibrary, loadTensorflow } from "./binding/load.ts";
import { tensorflowPrimitives } from "./primitives/mod.ts";
import { tensorflowPlanner, untiledPlanner } from "./sampled/plan.ts";
import { createRecorder } from "./recorder/record.ts";
import { bfloat16Products, float32Products } from "./primitives/products.ts";
import { openSummaries } from "./summaries.ts";
import { tensorflowVariables } from "./binding/variables.ts";

/** An engine, and what the library has. */
export interface TensorflowEngine extends OpenedEngine {
  /** Tensors of the library that are alive. */
  readonly live: () => number;
}

let loaded: Promise<LoadedLibrary> | undefined;

/**
 * Makes the engine current. The library is loaded once in a process, from the first `paths`. Throws what the
 * system's loader says when it cannot be.
 */
export async function openTensorflow(
  paths: LibraryPaths,
): Promise<TensorflowEngine> {
  const { operations, backend, native, reserve, batchMemory, version, gpus } =
    await (loaded ??= loadTensorflow(
      paths,
    ));
  await tf.setBackend("tensorflow");
  const threads = askedThreads() ?? navigator.hardwareConcurrency;
  const where = gpus > 0
    ? `${gpus} GPU${gpus > 1 ? "s" : ""}`
    : `${threads} CPU thread${threads > 1 ? "s" : ""}`;
  const lacking = lacksBfloat16(thisMachine(gpus));
  return {
    name: "tensorflow",
    description: `TensorFlow ${version} on ${where}`,
    processor: gpus > 0 ? "gpu" : "cpu",
    primitives: tensorflowPrimitives(float32Products(operations)),
    planner: gpus > 0 ? untiledPlanner : tensorflowPlanner,
    // Tiles weigh the rounding of products too much for bfloat16.
    mixed: lacking === undefined
      ? { primitives: tensorflowPrimitives(bfloat16Products(operations)), planner: untiledPlanner }
      : { lacking },
    variables: tensorflowVariables(operations),
    recorder: createRecorder(backend, native),
    upload: (tensors) => void backend.getInputTensorIds(tensors),
    memory: {
      returnFreed,
      returnKept() {
        returnFreed();
        reserve.returnUnused();
      },
      // A GPU has memory of its own.
      ...gpus === 0 && { batches: batchMemory },
    },
    summaries: (folder) => openSummaries(operations, folder),
    live: () => backend.binding.getNumOfTensors(),
  };
}

/** How many threads the library was asked to take, where this process may know. */
function askedThreads(): number | undefined {
  const variable = "TF_NUM_INTRAOP_THREADS";
  if (Deno.permissions.querySync({ name: "env", variable }).state !== "granted") return undefined;
  return Number(Deno.env.get(variable)) || undefined;
}
