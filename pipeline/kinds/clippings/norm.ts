/** How clipping `norm` runs. */
import * as tf from "@tensorflow/tfjs-core";
import { norm as spec } from "../../../specs/kinds/clippings/norm.ts";
import { kindRun } from "../kind.ts";
import type { Clip } from "./clipping.ts";

/** As PyTorch has it: for gradients that are all 0. */
const EPSILON = 1e-6;

/** Every gradient times min(1, max / (norm + 1e-6)). */
export const norm = kindRun(spec, ({ max }): Clip => (gradients) => {
  // Flat: the library takes longer to sum over several axes.
  const squares = gradients.map((each) => tf.sum(tf.square(tf.reshape(each, [-1]))));
  const length = tf.add(tf.sqrt(tf.addN(squares)), EPSILON);
  // NaN rather than 0 where the squares are too large to add up.
  const scale = tf.mul(tf.minimum(tf.div(max, length), 1), tf.div(length, length));
  return gradients.map((each) => tf.mul(each, scale));
});
