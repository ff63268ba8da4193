/** How control of gradients runs: the interpreter runs detached nodes off the tape. */
import type { Run } from "../../graph/call.ts";
import * as tf from "@tensorflow/tfjs-core";

/** The functions of this family. */
export const gradients: Record<string, Run> = {
  stop_gradient: ({ inputs: [x] }) => tf.clone(x!),
};
