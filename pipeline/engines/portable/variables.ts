/** Variables in plain TensorFlow.js: every change makes a new tensor. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { NOT_FINITE, type Variable, type Variables } from "../engine.ts";
import { numberOf } from "../number_or_tensor.ts";

/** The variables of the engines wasm and cpu. */
export const portableVariables: Variables = { create: createVariable, whenFinite };

/** Reads the guard first, so that nothing has to be undone. */
export function whenFinite(
  guard: Tensor,
  change: (assign: (variable: Variable, value: Tensor) => void) => void,
): void {
  if (!Number.isFinite(numberOf(guard))) throw new RunError(NOT_FINITE);
  change((variable, value) => variable.assign(value));
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
    dataSync: () => (value.dataSync() as Float32Array).slice(),
    dispose: () => value.dispose(),
  };
}
