/** How functions of a signal's shape run. */
import * as tf from "@tensorflow/tfjs-core";
import { numberOption, type Run } from "../../graph/call.ts";

/** The functions of this family. */
export const shapes: Record<string, Run> = {
  size: (call) => tf.scalar(call.inputs[0]!.shape[numberOption(call, "axis")]!),
};
