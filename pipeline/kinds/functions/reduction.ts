/** How reductions run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { numberOption, type Run } from "../../graph/call.ts";
import { asRows } from "./rows.ts";

function along(run: (x: Tensor, axis: number) => Tensor): Run {
  return (call) => run(call.inputs[0]!, numberOption(call, "axis"));
}

/** The functions of this family. */
export const reductions: Record<string, Run> = {
  sum: along((x, axis) => tf.sum(x, axis)),
  mean: along((x, axis) => tf.mean(x, axis)),
  max: along((x, axis) => tf.max(x, axis)),
  min: along((x, axis) => tf.min(x, axis)),
  logsumexp: along((x, axis) => tf.logSumExp(x, axis)),
  median(call) {
    const { rows, rest } = asRows(call.inputs[0]!, numberOption(call, "axis"));
    return tf.reshape(call.primitives.median(rows), rest);
  },
};
