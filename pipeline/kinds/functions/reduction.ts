/** How reductions run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withGradient } from "../../engines/portable/primitives/with_gradient.ts";
import type { Primitives } from "../../engines/engine.ts";
import { type Call, numberOption, type Run } from "../../graph/call.ts";
import { asRows } from "./rows.ts";

function axesOf({ node }: Call): number[] {
  return [...node.options["axes"] as readonly number[]];
}

function along(run: (x: Tensor, axes: number[]) => Tensor): Run {
  return (call) => run(call.inputs[0]!, axesOf(call));
}

/** The largest or smallest value along axes. The gradient reaches the first of equal ones. */
export function extremum(x: Tensor, axes: number[], which: "max" | "min", primitives: Primitives): Tensor {
  return withGradient([x], () => ({
    value: tf[which](x, axes),
    saved: [x],
    gradient: (dy, [x]) => {
      const { rows, back } = asRows(x!, axes);
      const { indices } = primitives.topK(which === "max" ? rows : tf.neg(rows), 1);
      const isFirst = tf.equal(tf.range(0, rows.shape[1]!, 1, "int32"), indices);
      return [back(tf.mul(tf.reshape(dy, [-1, 1]), tf.cast(isFirst, "float32")))];
    },
  }));
}

function extreme(which: "max" | "min"): Run {
  return (call) => extremum(call.inputs[0]!, axesOf(call), which, call.primitives);
}

/** The functions of this family. */
export const reductions: Record<string, Run> = {
  sum: along((x, axes) => tf.sum(x, axes)),
  mean: along((x, axes) => tf.mean(x, axes)),
  max: extreme("max"),
  min: extreme("min"),
  logsumexp: along((x, axes) => tf.logSumExp(x, axes)),
  median(call) {
    const { rows, rest } = asRows(call.inputs[0]!, axesOf(call));
    return tf.reshape(call.primitives.median(rows), rest);
  },
  norm: (call) => normOf(call, call.inputs[0]!, numberOption(call, "axis")),
};

/** The Euclidean norm along an axis, which disappears. */
export function normOf({ primitives }: Call, x: Tensor, axis: number): Tensor {
  const { rows, rest } = asRows(x, [axis]);
  return tf.reshape(primitives.l2Norm(rows), rest);
}
