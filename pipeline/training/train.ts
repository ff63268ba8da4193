/** The training loop. */
import * as tf from "@tensorflow/tfjs-core";
import { makeBatch } from "../data/batches.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Model } from "../graph/model.ts";
import { adamStep, type Moments } from "./adam.ts";
import { batchOrder } from "./batch_order.ts";
import { checkFinite } from "./finite.ts";
import { computePass, trainingProgram } from "./gradients.ts";
import { batchTensors } from "./tensors.ts";

/** What happened in a step. */
export interface StepReport {
  /** Counts from 1. */
  readonly step: number;
  readonly total: number;
  /** Every active term without its weight. */
  readonly losses: ReadonlyMap<string, number>;
  /** Snippets that the step trained on, B T. */
  readonly snippets: number;
}

/** How to train. */
export interface TrainOptions {
  /** Steps that are done already; training goes on with the next one. */
  readonly from?: number;
  readonly moments: Moments;
  /** Called after every step; training stops early when it answers false. */
  readonly onStep: (report: StepReport) => Promise<boolean | void>;
}

/**
 * Trains a model in place by its recipe's section `training`. Which videos, positions and masks a step sees depends on
 * the seed and the step alone.
 *
 * @throws {RunError} When a loss is not finite.
 */
export async function train(
  model: Model,
  dataset: Dataset,
  { from = 0, moments, onStep }: TrainOptions,
): Promise<void> {
  const { training, features } = model.program.recipe;
  const { rate, weight_decay: weightDecay, beta1, beta2, epsilon } = training.optimizer;
  const program = trainingProgram(model.program);
  for (let step = from + 1; step <= training.steps; step++) {
    const order = batchOrder(dataset.train.length, training.batch, model.seed, step);
    const videos = order.map((i) => dataset.train[i]!);
    const batch = await makeBatch(dataset, videos, features.sampling, { seed: model.seed, step });
    const inputs = batchTensors(batch);
    const pass = computePass(model, program, { inputs, step });
    checkFinite(pass, model, program, { inputs, step }, videos.map(({ id }) => id));
    adamStep(model.parameters, pass.gradients, moments, step, { rate, weightDecay, beta1, beta2, epsilon });
    tf.dispose([...inputs.values(), ...pass.gradients.values()]);
    const snippets = videos.length * features.sampling.length;
    if (await onStep({ step, total: pass.total, losses: pass.losses, snippets }) === false) return;
  }
}
