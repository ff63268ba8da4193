/** How block `memory` runs. */
import * as tf from "@tensorflow/tfjs-core";
import type { Run } from "../../graph/call.ts";

/** Its values as the step before left them: a copy, which no gradient goes through to the tensor itself. */
export const memory: Run = (call) => tf.clone(call.parameter("values"));
