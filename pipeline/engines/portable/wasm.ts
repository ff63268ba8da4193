/** The engine `wasm`: WebAssembly with SIMD on one thread, from npm alone. */
import "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import type { OpenedEngine } from "../engine.ts";
import "../registered_gradients.ts";
import { portableVariables } from "./variables.ts";
import { portablePrimitives } from "./primitives/portable.ts";
import { portablePlanner } from "./sampled/plan.ts";
import { keepNaN } from "./wasm_nan.ts";

/** Makes the engine current. Throws when WebAssembly does not start. */
export async function openWasm(): Promise<OpenedEngine> {
  if (!await tf.setBackend("wasm")) throw new Error("WebAssembly does not start");
  keepNaN();
  return {
    name: "wasm",
    description: "WebAssembly (SIMD) on 1 CPU thread",
    processor: "cpu",
    primitives: portablePrimitives,
    planner: portablePlanner,
    variables: portableVariables,
  };
}
