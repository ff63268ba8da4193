/** Variables in plain TensorFlow.js, for the engines wasm and cpu: every change makes a new tensor. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { RunError } from "../../specs/diagnostics.ts";
import type { AdamItem, AdamOptions, Variable, Variables } from "./engine.ts";
import { numberOf } from "./number.ts";

/** The variables of the engines wasm and cpu. */
export const portableVariables: Variables = {
  create: (value) => createVariable(value),
  adam(items, options, loss) {
    if (!Number.isFinite(numberOf(loss))) throw new RunError("the loss is not finite");
    for (const item of items) update(item, options);
  },
};

function createVariable(initial: Tensor): Variable {
  let value = tf.keep(tf.clone(initial));
  return {
    shape: [...initial.shape],
    read: () => tf.clone(value),
    assign(next) {
      if (next.shape.join() !== value.shape.join()) {
        throw new RangeError(
          `a variable of shape [${value.shape}] cannot take a value of shape [${next.shape}]`,
        );
      }
      value.dispose();
      value = tf.keep(tf.clone(next));
    },
    dataSync: () => value.dataSync() as Float32Array,
    dispose: () => value.dispose(),
  };
}

function update({ variable, first, second, gradient }: AdamItem, options: AdamOptions): void {
  const { weightDecay, beta1, beta2, epsilon } = options;
  const step = numberOf(options.step);
  const correction1 = numberOf(options.rate) / (1 - beta1 ** step);
  const correction2 = 1 / Math.sqrt(1 - beta2 ** step);
  tf.tidy(() => {
    const w = variable.read();
    const g = weightDecay === 0 ? gradient : tf.add(gradient, tf.mul(w, weightDecay));
    const m = tf.add(tf.mul(first.read(), beta1), tf.mul(g, 1 - beta1));
    const v = tf.add(tf.mul(second.read(), beta2), tf.mul(tf.square(g), 1 - beta2));
    const root = tf.add(tf.mul(tf.sqrt(v), correction2), epsilon);
    variable.assign(tf.sub(w, tf.div(tf.mul(m, correction1), root)));
    first.assign(m);
    second.assign(v);
  });
}
