/** How losses over probabilities run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withGradient } from "../../engines/portable/primitives/with_gradient.ts";
import type { Call, Run } from "../../graph/call.ts";
import { sumTo } from "./broadcast.ts";

/** Logarithms are at least this. */
const LEAST_LOG = -100;

/** The functions of this family. */
export const losses: Record<string, Run> = {
  bce(call) {
    const [p, y] = call.inputs as [Tensor, Tensor];
    return tf.mul(tf.sum(crossEntropy(p, y)), 1 / divisor(call, p.rank > 0 ? p : y));
  },
};

/** By how much the sum over all entries is divided. */
function divisor({ node: { options } }: Call, { size, shape }: Tensor): number {
  if (options["reduction"] === "sum") return 1;
  return options["reduction"] === "mean" ? size : size / shape[options["classes"] as number]!;
}

/** Per entry, with the gradient (p - y) / max(p (1 - p), 1e-12), which stays finite where p is 0 or 1. */
function crossEntropy(p: Tensor, y: Tensor): Tensor {
  return withGradient([p, y], () => {
    const [positive, negative] = logarithms(p);
    return {
      value: tf.neg(tf.add(tf.mul(y, positive), tf.mul(tf.sub(1, y), negative))),
      saved: [p, y],
      gradient(dy, saved) {
        const [p, y] = saved as [Tensor, Tensor];
        const [positive, negative] = logarithms(p);
        const slope = tf.div(tf.sub(p, y), tf.maximum(tf.mul(p, tf.sub(1, p)), 1e-12));
        return [sumTo(tf.mul(dy, slope), p.shape), sumTo(tf.mul(dy, tf.sub(negative, positive)), y.shape)];
      },
    };
  });
}

/** log p and log(1 - p), at least -100. */
function logarithms(p: Tensor): [Tensor, Tensor] {
  return [tf.maximum(tf.log(p), LEAST_LOG), tf.maximum(tf.log1p(tf.neg(p)), LEAST_LOG)];
}
