/** How losses over probabilities run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Call, Run } from "../graph/call.ts";

/** Logarithms are at least this. */
const LEAST_LOG = -100;

/** The functions of this family. */
export const losses: Record<string, Run> = {
  bce(call) {
    const [p, y] = call.inputs as [Tensor, Tensor];
    return tf.mul(tf.sum(crossEntropy(p, y)), 1 / divisor(call, p));
  },
};

/** By how much the sum over all entries is divided. */
function divisor({ node: { options } }: Call, p: Tensor): number {
  if (options["reduction"] === "sum") return 1;
  return options["reduction"] === "mean" ? p.size : p.size / p.shape[options["classes"] as number]!;
}

/** Per entry, with the gradient (p - y) / max(p (1 - p), 1e-12), which stays finite where p is 0 or 1. */
function crossEntropy(p: Tensor, y: Tensor): Tensor {
  return tf.customGrad((p, y, save) => {
    const positive = tf.maximum(tf.log(p as Tensor), LEAST_LOG);
    const negative = tf.maximum(tf.log1p(tf.neg(p as Tensor)), LEAST_LOG);
    (save as unknown as (tensors: Tensor[]) => void)([p as Tensor, y as Tensor]);
    return {
      value: tf.neg(tf.add(tf.mul(y as Tensor, positive), tf.mul(tf.sub(1, y as Tensor), negative))),
      gradFunc(dy: Tensor, [p, y]: Tensor[]) {
        const slope = tf.div(tf.sub(p!, y!), tf.maximum(tf.mul(p!, tf.sub(1, p!)), 1e-12));
        return [tf.mul(dy, slope), tf.zerosLike(y!)];
      },
    };
  })(p, y);
}
