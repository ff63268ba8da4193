/** The engine `wasm`: WebAssembly with SIMD on one thread, from npm alone. */
import "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import "./gradients.ts";
import type { Engine } from "./engine.ts";
import { portablePrimitives } from "./primitives/portable.ts";

/** Makes the engine current. */
export async function openWasm(reason: string): Promise<Engine> {
  await tf.setBackend("wasm");
  return {
    name: "wasm",
    description: "WebAssembly (SIMD) on 1 CPU thread",
    reason,
    primitives: portablePrimitives,
  };
}
