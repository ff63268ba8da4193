/** The angle of a cosine. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withGradient } from "../../engines/portable/primitives/with_gradient.ts";

/** arcsin(x) = x + x^3 (p0 + p1 x^2 + ...) for |x| <= 1/2, in float32 (Moshier, Cephes, asinf). */
const ARCSIN = [1.6666752422e-1, 7.4953002686e-2, 4.5470025998e-2, 2.4181311049e-2, 4.2163199048e-2];

/** The arcsine of numbers in [-1/2, 1/2]. */
function smallArcsin(x: Tensor): Tensor {
  const square = tf.square(x);
  const polynomial = ARCSIN.slice(0, -1).reduceRight<Tensor>(
    (sum, each) => tf.add(tf.mul(sum, square), each),
    tf.scalar(ARCSIN.at(-1)!),
  );
  return tf.add(x, tf.mul(tf.mul(x, square), polynomial));
}

/** GPUs have it to three digits only. Of |x| > 1/2 it is twice the arcsine of sqrt((1 - |x|) / 2), or pi minus that. */
function compute(x: Tensor): Tensor {
  const size = tf.abs(x);
  const isLarge = tf.greater(size, 0.5);
  const rest = tf.mul(tf.sub(1, size), 0.5);
  const arcsin = smallArcsin(tf.where(isLarge, tf.sqrt(tf.relu(rest)), x));
  const twice = tf.mul(arcsin, 2);
  const large = tf.where(tf.less(x, 0), tf.sub(Math.PI, twice), twice);
  return tf.where(isLarge, large, tf.sub(Math.PI / 2, arcsin));
}

/** The angle in [0, pi] whose cosine is x. Rounding may leave a cosine beyond 1, and the slope is infinite at 1: 0 there. */
export function arccos(x: Tensor): Tensor {
  return withGradient([x], () => ({
    value: compute(tf.clipByValue(x, -1, 1)),
    saved: [x],
    gradient(dy, [x]) {
      const rest = tf.sub(1, tf.square(x!));
      const isInside = tf.greater(rest, 0);
      const root = tf.sqrt(tf.where(isInside, rest, 1));
      return [tf.where(isInside, tf.neg(tf.div(dy, root)), 0)];
    },
  }));
}
