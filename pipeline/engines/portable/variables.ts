/** Variables in plain TensorFlow.js: every change makes a new tensor. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { type AdamItem, NOT_FINITE, type Variable, type Variables } from "../engine.ts";
import { numberOf } from "../number_or_tensor.ts";

/** The variables of the engines wasm and cpu. */
export const portableVariables: Variables = variablesWith(updateByOperations);

/** What a step of Adam takes for one variable: numbers that are the same for all of its elements. */
export interface AdamNumbers {
  readonly weightDecay: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** rate / (1 - b1^step) */
  readonly scaledRate: number;
  /** 1 / sqrt(1 - b2^step) */
  readonly rootScale: number;
}

/** Variables whose step of Adam is `update`. */
export function variablesWith(update: (item: AdamItem, numbers: AdamNumbers) => void): Variables {
  return {
    create: createVariable,
    adam(items, { rate, weightDecay, beta1, beta2, epsilon, step: at }, guard) {
      if (!Number.isFinite(numberOf(guard))) throw new RunError(NOT_FINITE);
      const step = numberOf(at);
      const scaledRate = numberOf(rate) / (1 - beta1 ** step);
      const rootScale = 1 / Math.sqrt(1 - beta2 ** step);
      for (const item of items) update(item, { weightDecay, beta1, beta2, epsilon, scaledRate, rootScale });
    },
  };
}

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

function updateByOperations({ variable, first, second, gradient }: AdamItem, numbers: AdamNumbers): void {
  const { weightDecay, beta1, beta2, epsilon, scaledRate, rootScale } = numbers;
  tf.tidy(() => {
    const w = variable.read();
    const g = weightDecay === 0 ? gradient : tf.add(gradient, tf.mul(w, weightDecay));
    const m = tf.add(tf.mul(first.read(), beta1), tf.mul(g, 1 - beta1));
    const v = tf.add(tf.mul(second.read(), beta2), tf.mul(tf.square(g), 1 - beta2));
    const root = tf.add(tf.mul(tf.sqrt(v), rootScale), epsilon);
    variable.assign(tf.sub(w, tf.div(tf.mul(m, scaledRate), root)));
    first.assign(m);
    second.assign(v);
  });
}
