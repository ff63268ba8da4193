/** How normalizations run. */
import * as tf from "@tensorflow/tfjs-core";
import { numberOption, type Run } from "../../graph/call.ts";
import { asRows } from "./rows.ts";

/** The least divisor, as in PyTorch's `normalize`. */
export const LEAST_NORM = 1e-12;

/** The functions of this family. */
export const normalizations: Record<string, Run> = {
  softmax(call) {
    const { rows, back } = asRows(call.inputs[0]!, numberOption(call, "axis"));
    return back(tf.softmax(rows));
  },
  l1_normalize(call) {
    const x = call.inputs[0]!;
    return tf.div(x, tf.maximum(tf.sum(tf.abs(x), numberOption(call, "axis"), true), LEAST_NORM));
  },
  l2_normalize(call) {
    const { rows, back } = asRows(call.inputs[0]!, numberOption(call, "axis"));
    return back(tf.div(rows, tf.maximum(call.primitives.l2Norm(rows), LEAST_NORM)));
  },
};
