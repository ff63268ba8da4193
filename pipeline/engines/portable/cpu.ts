/** The engine `cpu`: plain JavaScript, the reference in tests. */
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import type { OpenedEngine } from "../engine.ts";
import "../registered_gradients.ts";
import { portableVariables } from "./variables.ts";
import { portablePrimitives } from "./primitives/portable.ts";
import { portablePlanner } from "./sampled/plan.ts";

/** Makes the engine current. */
export async function openCpu(): Promise<OpenedEngine> {
  await tf.setBackend("cpu");
  return {
    name: "cpu",
    description: "plain JavaScript on 1 CPU thread",
    processor: "cpu",
    primitives: portablePrimitives,
    planner: portablePlanner,
    variables: portableVariables,
  };
}
