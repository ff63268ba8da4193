/** How functions that draw random numbers run, in training. */
import * as tf from "@tensorflow/tfjs-core";
import { numberOption, type Run } from "../graph/call.ts";

/** The functions of this family. */
export const randoms: Record<string, Run> = {
  dropout(call) {
    const x = call.inputs[0]!;
    const keep = 1 - numberOption(call, "rate");
    return keep === 1 ? x : call.primitives.dropout(x, call.mask(x.shape, keep), keep);
  },
  bernoulli: (call) => tf.cast(call.mask(call.inputs[0]!.shape, numberOption(call, "keep")), "float32"),
};
