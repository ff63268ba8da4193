/** How normalizations run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { numberOption, type Run } from "../../graph/call.ts";
import { offTape } from "../../engines/tape.ts";
import { abs } from "./arithmetic.ts";
import { extremum } from "./reduction.ts";
import { asRows } from "./rows.ts";

/** The least divisor, as in PyTorch's `normalize`. */
export const LEAST_NORM = 1e-12;

/** The functions of this family. */
export const normalizations: Record<string, Run> = {
  softmax(call) {
    const { rows, back } = asRows(call.inputs[0]!, numberOption(call, "axis"));
    return back(tf.softmax(rows));
  },
  log_softmax(call) {
    const { rows, back } = asRows(call.inputs[0]!, numberOption(call, "axis"));
    return back(tf.logSoftmax(rows));
  },
  minmax(call) {
    const { rows, back } = asRows(call.inputs[0]!, numberOption(call, "axis"));
    const least = call.node.options["least"] as number | undefined;
    const [low, high] = (["min", "max"] as const).map((which) => {
      const bound = tf.expandDims(extremum(rows, [1], which, call.primitives), 1);
      return least === undefined ? bound : tf.maximum(bound, least);
    }) as [Tensor, Tensor];
    const range = tf.sub(high, low);
    const divisor = tf.add(range, offTape(() => tf.cast(tf.lessEqual(range, 0), "float32")));
    return back(tf.div(tf.sub(rows, low), divisor));
  },
  l1_normalize(call) {
    const x = call.inputs[0]!;
    return tf.div(x, tf.maximum(tf.sum(abs(x), numberOption(call, "axis"), true), LEAST_NORM));
  },
  l2_normalize(call) {
    const { rows, back } = asRows(call.inputs[0]!, numberOption(call, "axis"));
    return back(tf.div(rows, tf.maximum(call.primitives.l2Norm(rows), LEAST_NORM)));
  },
};
