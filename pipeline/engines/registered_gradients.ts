/** Registers the gradients of TensorFlow.js's operations, which its core alone does not bring, and quiets its advice. */
import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";

// The mode's only effect is that no advertisement for another backend goes to stderr.
tf.enableProdMode();

// TensorFlow.js fills an array of ones in JavaScript for these two, which takes longer than all the rest.
registerReductionGradient(tf.Sum, () => 1);
registerReductionGradient(tf.Mean, (count) => 1 / count);

/** The gradient of a sum over axes, times `factor` of the number of summed elements: dy spread over the input. */
function registerReductionGradient(kernelName: string, factor: (count: number) => number): void {
  tf.registerGradient({
    kernelName,
    inputsToSave: ["x"],
    gradFunc: (dy, [x], attributes) => {
      const { shape } = x!;
      const axes = tf.util.parseAxisParam((attributes.axis ?? null) as number | number[], shape);
      const kept = shape.map((size, axis) => axes.includes(axis) ? 1 : size);
      const count = axes.reduce((product, axis) => product * shape[axis]!, 1);
      return { x: () => tf.mul(tf.reshape(dy as Tensor, kept), tf.fill(shape, factor(count))) };
    },
  });
}
