/** The engine `cpu`: plain JavaScript, the reference in tests. */
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "./gradients.ts";
import type { Engine } from "./engine.ts";
import { portablePrimitives } from "./primitives/portable.ts";

/** Makes the engine current. */
export async function openCpu(reason: string): Promise<Engine> {
  await tf.setBackend("cpu");
  return {
    name: "cpu",
    description: "plain JavaScript on 1 CPU thread",
    reason,
    primitives: portablePrimitives,
  };
}
