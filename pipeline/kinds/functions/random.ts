/** How functions that draw random numbers run, in training. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { betaQuantiles, QUANTILES } from "../../random/beta.ts";
import { type Call, numberOption, type Run } from "../../graph/call.ts";
import { lookUp } from "./rows.ts";

/** The random bits that choose one of the quantiles. */
const BITS = Math.log2(QUANTILES);

/** For every entry of the first input a whole number in [0, QUANTILES), the same on every engine to the bit. */
function drawQuantiles(call: Call): Tensor {
  const { shape } = call.inputs[0]!;
  const bits = tf.cast(call.mask([BITS, ...shape], 0.5), "int32");
  const worth = tf.tensor(
    Array.from({ length: BITS }, (_, i) => 2 ** i),
    [BITS, ...shape.map(() => 1)],
    "int32",
  );
  return tf.sum(tf.mul(bits, worth), 0);
}

/** The functions of this family. */
export const randoms: Record<string, Run> = {
  dropout(call) {
    const x = call.inputs[0]!;
    const keep = 1 - numberOption(call, "rate");
    if (keep === 1) return x;
    const isScaled = call.node.options["scaled"] ?? true;
    return call.primitives.dropout(x, call.mask(x.shape, keep), isScaled ? keep : 1);
  },
  beta(call) {
    if (call.given) return tf.cast(call.given, "float32");
    const quantiles = betaQuantiles(numberOption(call, "a"), numberOption(call, "b"));
    return lookUp(quantiles, drawQuantiles(call), call.primitives);
  },
  uniform(call) {
    if (call.given) return tf.cast(call.given, "float32");
    const [low, high] = [numberOption(call, "low"), numberOption(call, "high")];
    const share = tf.div(tf.add(tf.cast(drawQuantiles(call), "float32"), 0.5), QUANTILES);
    return tf.add(tf.mul(share, high - low), low);
  },
  bernoulli: (call) => tf.cast(call.mask(call.inputs[0]!.shape, numberOption(call, "keep")), "float32"),
};
