/** How arithmetic, comparisons and elementwise functions run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { numberOption, type Run } from "../graph/call.ts";

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

/** The functions of this family. */
export const arithmetic: Record<string, Run> = {
  add: binary(tf.add),
  subtract: binary(tf.sub),
  multiply: binary(tf.mul),
  divide: binary(tf.div),
  power: binary(tf.pow),
  minimum: binary(tf.minimum),
  maximum: binary(tf.maximum),
  greater: comparison(tf.greater),
  greater_equal: comparison(tf.greaterEqual),
  less: comparison(tf.less),
  less_equal: comparison(tf.lessEqual),
  equal: comparison(tf.equal),
  not_equal: comparison(tf.notEqual),
  negate: unary(tf.neg),
  abs: unary(tf.abs),
  exp: unary(tf.exp),
  log: unary(tf.log),
  sqrt: unary(tf.sqrt),
  relu: ({ inputs: [x], primitives }) => primitives.relu(x!),
  sigmoid: unary(tf.sigmoid),
  tanh: unary(tf.tanh),
  clamp: (call) => tf.clipByValue(call.inputs[0]!, numberOption(call, "low"), numberOption(call, "high")),
};
