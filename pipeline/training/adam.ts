/** Adam with bias correction and L2 added to the gradient, as PyTorch computes it (Kingma and Ba, 2015). */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type {
  AdamOptions as EngineAdamOptions,
  Engine,
  NumberOrTensor,
  Variable,
} from "../engines/engine.ts";

/** Constants of the optimizer. */
export type AdamOptions = Omit<EngineAdamOptions, "step">;

/** What is trained. */
export interface Trained {
  readonly engine: Pick<Engine, "variables">;
  /** By name. */
  readonly parameters: ReadonlyMap<string, Variable>;
}

/** What the optimizer remembers: first and second moments, one variable per parameter, of its shape. */
export interface Moments {
  /** @internal */
  readonly first: ReadonlyMap<string, Variable>;
  /** @internal */
  readonly second: ReadonlyMap<string, Variable>;
}

/** Moments before the first step: zeros. */
export function zeroMoments({ engine, parameters }: Trained): Moments {
  const zeros = () =>
    new Map([...parameters].map(([name, { shape }]) => {
      const value = tf.fill([...shape], 0);
      const variable = engine.variables.create(value);
      value.dispose();
      return [name, variable];
    }));
  return { first: zeros(), second: zeros() };
}

/**
 * Frees moments; they cannot be used afterwards.
 *
 * @example Free what is no longer needed
 * ```ts
 * import { createModel, createMoments, disposeMoments, loadRecipe, openEngine } from "@walt/walt";
 * import { memory } from "@tensorflow/tfjs-core";
 * import assert from "node:assert/strict";
 *
 * const model = createModel(loadRecipe("recipes/demo.yaml"), await openEngine("cpu"));
 * const before = memory().numTensors;
 * disposeMoments(createMoments(model));
 * assert.equal(memory().numTensors, before);
 * model.dispose();
 * ```
 */
export function disposeMoments({ first, second }: Moments): void {
  [first, second].forEach((variables) => variables.forEach((variable) => variable.dispose()));
}

/**
 * One step, `step` counting from 1; the formula is that of `Variables.adam`. Changes parameters and moments in place.
 * A parameter without a gradient stays as it is.
 *
 * @throws {RunError} When `loss` (a tensor without axes) or a gradient is not finite; nothing is changed then.
 */
export function adamStep(
  { engine, parameters }: Trained,
  gradients: ReadonlyMap<string, Tensor>,
  { first, second }: Moments,
  step: NumberOrTensor,
  options: AdamOptions,
  loss: Tensor,
): void {
  const items = [...gradients].map(([name, gradient]) => ({
    variable: parameters.get(name)!,
    first: first.get(name)!,
    second: second.get(name)!,
    gradient,
  }));
  const guard = finiteWith([loss, ...gradients.values()]);
  try {
    engine.variables.adam(items, { ...options, step }, guard);
  } finally {
    guard.dispose();
  }
}

/** A number that is finite when all values of all tensors are; one pass over each. */
function finiteWith(tensors: readonly Tensor[]): Tensor {
  // Flat: the library takes longer to sum over several axes.
  return tf.tidy(() => tf.addN(tensors.map((tensor) => tf.sum(tf.reshape(tensor, [-1])))));
}
