/** The optimizer of a recipe: what it remembers, and a step of it. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { NumberOrTensor, Variable } from "../engines/engine.ts";
import { type Model, trainedParameters } from "../graph/model.ts";
import { createKind } from "../kinds/kind.ts";
import type { Optimizer } from "../kinds/optimizers/optimizer.ts";

/** What an optimizer remembers: by the name of the slot, a variable per trainable tensor, of its shape. */
export type Slots = ReadonlyMap<string, ReadonlyMap<string, Variable>>;

/** The optimizer that a model's recipe has chosen. */
export function optimizerOf({ program, kinds }: Pick<Model, "program" | "kinds">): Optimizer {
  return createKind(kinds.optimizers, program.recipe.training.optimizer);
}

/**
 * What the optimizer of a model remembers before the first step: zeros.
 *
 * @example Train in two goes
 * ```ts
 * import {
 *   createModel,
 *   createSlots,
 *   disposeSlots,
 *   loadRecipe,
 *   openDataset,
 *   openEngine,
 *   train,
 * } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const set = ["constants.hidden=4", "features.sampling.length=10", "data.videos={train: 5, test: 1}"];
 * const program = loadRecipe("recipes/demo.yaml", { set: [...set, "training.steps=3"] });
 * const dataset = await openDataset(program.recipe);
 * const model = createModel(program, await openEngine("cpu"));
 * const slots = createSlots(model);
 * const steps: number[] = [];
 * await train(model, dataset, { slots, onStep: ({ step }) => steps.push(step) < 2 });
 * await train(model, dataset, { from: 2, slots, onStep: ({ step }) => steps.push(step) < 4 });
 * assert.deepEqual(steps, [1, 2, 3]);
 * disposeSlots(slots);
 * model.dispose();
 * ```
 */
export function createSlots(model: Pick<Model, "program" | "kinds" | "engine" | "parameters">): Slots {
  const { engine } = model;
  const trained = trainedParameters(model);
  const zeros = () =>
    new Map(
      trained.map(([name, { shape }]) => {
        const value = tf.fill([...shape], 0);
        const variable = engine.variables.create(value);
        value.dispose();
        return [name, variable];
      }),
    );
  return new Map(optimizerOf(model).slots.map((slot) => [slot, zeros()]));
}

/**
 * Frees slots; they cannot be used afterwards.
 *
 * @example Free what is no longer needed
 * ```ts
 * import { createModel, createSlots, disposeSlots, loadRecipe, openEngine } from "@walt/walt";
 * import { memory } from "@tensorflow/tfjs-core";
 * import assert from "node:assert/strict";
 *
 * const model = createModel(loadRecipe("recipes/demo.yaml"), await openEngine("cpu"));
 * const before = memory().numTensors;
 * disposeSlots(createSlots(model));
 * assert.equal(memory().numTensors, before);
 * model.dispose();
 * ```
 */
export function disposeSlots(slots: Slots): void {
  slots.forEach((variables) => variables.forEach((variable) => variable.dispose()));
}

/** What a step of an optimizer takes. */
export interface OptimizerStep {
  /** By the name of the trainable tensor, which stays as it is where it has none. */
  readonly gradients: ReadonlyMap<string, Tensor>;
  /** What the memories are next, by name. */
  readonly updates?: ReadonlyMap<string, Tensor>;
  /** The numbers of the step, made by the optimizer. */
  readonly numbers: Readonly<Record<string, NumberOrTensor>>;
  /** The loss, without axes. */
  readonly loss: Tensor;
}

/**
 * One step: gradients are clipped as the recipe says, then parameters and slots are changed in place, and memories.
 *
 * @throws {RunError} When the loss, a gradient or an update is not finite; nothing is changed then.
 */
export function optimizerStep(
  { engine, parameters, program, kinds }: Pick<Model, "engine" | "parameters" | "program" | "kinds">,
  optimizer: Optimizer,
  slots: Slots,
  { gradients, updates = new Map(), numbers, loss }: OptimizerStep,
): void {
  tf.tidy(() => {
    const given = [...gradients.values()];
    const clipped = createKind(kinds.clippings, program.recipe.training.clip)(given);
    const items = [...gradients.keys()].map((name, i) => ({
      variable: parameters.get(name)!,
      slots: Object.fromEntries([...slots].map(([slot, variables]) => [slot, variables.get(name)!])),
      gradient: clipped[i]!,
    }));
    // What is not finite may look harmless once it is clipped.
    const guard = finiteWith([...new Set([loss, ...given, ...clipped, ...updates.values()])]);
    optimizer.update(engine.variables, items, numbers, guard);
    changeMemories({ engine, parameters }, updates, guard);
  });
}

/**
 * Gives memories their next values.
 *
 * @param updates By the name of the tensor.
 * @param loss A number, without axes.
 * @throws {RunError} When the loss or a value is not finite; nothing is changed then.
 */
export function changeMemories(
  { engine, parameters }: Pick<Model, "engine" | "parameters">,
  updates: ReadonlyMap<string, Tensor>,
  loss: Tensor,
): void {
  if (updates.size === 0) return;
  tf.tidy(() => {
    engine.variables.whenFinite(finiteWith([loss, ...updates.values()]), (assign) => {
      for (const [name, value] of updates) assign(parameters.get(name)!, value);
    });
  });
}

/** A number that is finite when all values of all tensors are; one pass over each. */
function finiteWith(tensors: readonly Tensor[]): Tensor {
  // Flat: the library takes longer to sum over several axes.
  return tf.tidy(() => tf.addN(tensors.map((tensor) => tf.sum(tf.reshape(tensor, [-1])))));
}
