/** How functions that draw random numbers run, in training. */
import * as tf from "@tensorflow/tfjs-core";
import { numberOption, type Run } from "../../graph/call.ts";

/** The functions of this family. */
export const randoms: Record<string, Run> = {
  dropout(call) {
    const x = call.inputs[0]!;
    const keep = 1 - numberOption(call, "rate");
    if (keep === 1) return x;
    const isScaled = call.node.options["scaled"] ?? true;
    return call.primitives.dropout(x, call.mask(x.shape, keep), isScaled ? keep : 1);
  },
  bernoulli: (call) => tf.cast(call.mask(call.inputs[0]!.shape, numberOption(call, "keep")), "float32"),
};
