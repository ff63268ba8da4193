/** Adam with bias correction and L2 added to the gradient, as PyTorch computes it (Kingma and Ba, 2015). */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";

/** Constants of the optimizer. */
export interface AdamOptions {
  readonly rate: number;
  readonly weightDecay: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** First and second moments, one tensor per parameter, of its shape. */
export interface Moments {
  readonly first: Map<string, Tensor>;
  readonly second: Map<string, Tensor>;
}

/** Moments before the first step: zeros. */
export function zeroMoments(parameters: ReadonlyMap<string, Tensor>): Moments {
  const zeros = () =>
    new Map([...parameters].map(([name, tensor]) => [name, tf.keep(tf.fill(tensor.shape, 0))]));
  return { first: zeros(), second: zeros() };
}

/**
 * One step, `step` counting from 1: g += decay w; m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2;
 * w -= rate (m / (1 - b1^step)) / (sqrt(v) / sqrt(1 - b2^step) + epsilon). Replaces parameters and moments.
 * A parameter without a gradient stays as it is.
 */
export function adamStep(
  parameters: Map<string, Tensor>,
  gradients: ReadonlyMap<string, Tensor>,
  { first, second }: Moments,
  step: number,
  { rate, weightDecay, beta1, beta2, epsilon }: AdamOptions,
): void {
  const correction1 = rate / (1 - beta1 ** step);
  const correction2 = 1 / Math.sqrt(1 - beta2 ** step);
  for (const [name, gradient] of gradients) {
    const [w, m, v] = [parameters.get(name)!, first.get(name)!, second.get(name)!];
    const updated = tf.tidy(() => {
      const g = weightDecay === 0 ? gradient : tf.add(gradient, tf.mul(w, weightDecay));
      const nextM = tf.add(tf.mul(m, beta1), tf.mul(g, 1 - beta1));
      const nextV = tf.add(tf.mul(v, beta2), tf.mul(tf.square(g), 1 - beta2));
      const root = tf.add(tf.mul(tf.sqrt(nextV), correction2), epsilon);
      return [tf.sub(w, tf.div(tf.mul(nextM, correction1), root)), nextM, nextV];
    });
    [parameters, first, second].forEach((tensors, i) => {
      tensors.get(name)!.dispose();
      tensors.set(name, tf.keep(updated[i]!));
    });
  }
}
