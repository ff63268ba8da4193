/** How arithmetic, comparisons and elementwise functions run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withGradient } from "../../engines/portable/primitives/with_gradient.ts";
import { type Call, numberOption, type Run } from "../../graph/call.ts";
import { arccos } from "./arccos.ts";
import { sumTo } from "./broadcast.ts";

function binary(run: (a: Tensor, b: Tensor) => Tensor): Run {
  return ({ inputs: [a, b] }) => run(a!, b!);
}

function unary(run: (x: Tensor) => Tensor): Run {
  return ({ inputs: [x] }) => run(x!);
}

/** 1 or 0 instead of a truth value. */
function comparison(run: (a: Tensor, b: Tensor) => Tensor): Run {
  return binary((a, b) => tf.cast(run(a, b), "float32"));
}

/** One operand or the other; of equal ones the first gets the gradient. */
function choice(run: (a: Tensor, b: Tensor) => Tensor, first: (a: Tensor, b: Tensor) => Tensor): Run {
  // TensorFlow.js's own gradient does not sum over the axes that broadcasting added.
  return binary((a, b) =>
    withGradient([a, b], () => ({
      value: run(a, b),
      saved: [a, b],
      gradient(dy, saved) {
        const [a, b] = saved as [Tensor, Tensor];
        const chosen = tf.cast(first(a, b), "float32");
        return [sumTo(tf.mul(dy, chosen), a.shape), sumTo(tf.mul(dy, tf.sub(1, chosen)), b.shape)];
      },
    }))
  );
}

/** Its gradient is 0 at 0, where TensorFlow.js has -1. */
export function abs(x: Tensor): Tensor {
  return withGradient([x], () => ({
    value: tf.abs(x),
    saved: [x],
    // The sign of TensorFlow.js on WebAssembly is 0 for small numbers.
    gradient: (dy, [x]) => [tf.sub(tf.mul(dy, isBelow(0, x!)), tf.mul(dy, isBelow(x!, 0)))],
  }));
}

function isBelow(a: Tensor | number, b: Tensor | number): Tensor {
  return tf.cast(tf.less(a, b), "float32");
}

function leakyRelu(call: Call): Tensor {
  const x = call.inputs[0]!;
  const slope = numberOption(call, "slope");
  return withGradient([x], () => {
    const isAbove = tf.greater(x, 0);
    return {
      value: tf.where(isAbove, x, tf.mul(x, slope)),
      saved: [isAbove],
      gradient: (dy, [isAbove]) => [tf.where(isAbove!, dy, tf.mul(dy, slope))],
    };
  });
}

/** The functions of this family. */
export const arithmetic: Record<string, Run> = {
  add: binary(tf.add),
  subtract: binary(tf.sub),
  multiply: binary(tf.mul),
  divide: binary(tf.div),
  power: binary(tf.pow),
  minimum: choice(tf.minimum, tf.lessEqual),
  maximum: choice(tf.maximum, tf.greaterEqual),
  greater: comparison(tf.greater),
  greater_equal: comparison(tf.greaterEqual),
  less: comparison(tf.less),
  less_equal: comparison(tf.lessEqual),
  equal: comparison(tf.equal),
  not_equal: comparison(tf.notEqual),
  negate: unary(tf.neg),
  abs: unary(abs),
  exp: unary(tf.exp),
  log: unary(tf.log),
  sqrt: unary(tf.sqrt),
  floor: unary(tf.floor),
  ceil: unary(tf.ceil),
  leaky_relu: leakyRelu,
  relu: ({ inputs: [x], primitives }) => primitives.relu(x!),
  sigmoid: unary(tf.sigmoid),
  tanh: unary(tf.tanh),
  arccos: unary(arccos),
  clamp: (call) => tf.clipByValue(call.inputs[0]!, numberOption(call, "low"), numberOption(call, "high")),
};
