/** The training loop. */
import * as tf from "@tensorflow/tfjs-core";
import { RunError } from "../../specs/diagnostics/diagnostics.ts";
import type { Dataset, Video } from "../data/dataset.ts";
import { prefetch } from "../data/batches/prefetch.ts";
import type { Model } from "../graph/model.ts";
import { refuseNonFinite } from "./finite.ts";
import { trainingProgram } from "../graph/passes/mod.ts";
import { createSlots, disposeSlots, type Slots } from "./optimizer.ts";
import { schedulesOf } from "./schedules.ts";
import { createTrainingStep, type StepNumbers, type TrainingStep } from "./step.ts";
import { prepareSteps, type StepBatch, type StepData } from "./step_data.ts";
import { stepsOf } from "./steps.ts";

/** What happened in a step. */
export interface StepReport {
  /** Counts from 1. */
  readonly step: number;
  /** The weighted sum of the terms. */
  readonly total: number;
  /** Every active term without its weight. */
  readonly losses: ReadonlyMap<string, number>;
  /** The scalars of section `logged`. */
  readonly logged: ReadonlyMap<string, number>;
  /** Snippets that the step trained on, B T. */
  readonly snippets: number;
}

/** How to train. */
export interface TrainOptions {
  /** Steps that are done already; training goes on with the next one. 0 by default. */
  readonly from?: number;
  /** What the optimizer remembers, changed in place; by default zeros that are forgotten afterwards. */
  readonly slots?: Slots;
  /** Called before every step, once its data are there; training stops early when it answers false. */
  readonly beforeStep?: (step: number) => boolean | void;
  /** Called after every step; training stops early when it answers false. */
  readonly onStep?: (report: StepReport) => Promise<boolean | void> | boolean | void;
}

/**
 * Trains a model in place by its recipe's section `training`. Which videos, positions and masks a step sees depends on
 * the seed and the step alone.
 *
 * @throws {RunError} When a loss or a gradient is not finite.
 *
 * @example Train for some steps
 * ```ts
 * import { createModel, loadRecipe, openDataset, openEngine, train } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const set = ["constants.hidden=8", "features.sampling.length=20", "data.videos={train: 5, test: 1}"];
 * const program = loadRecipe("recipes/demo.yaml", { set: [...set, "training.steps=20"] });
 * const model = createModel(program, await openEngine("cpu"));
 * const losses: number[] = [];
 * await train(model, await openDataset(program.recipe), {
 *   onStep({ total }) {
 *     losses.push(total);
 *   },
 * });
 * assert.equal(losses.length, 20);
 * assert.ok(losses.at(-1)! < losses[0]!);
 * model.dispose();
 * ```
 */
export async function train(
  model: Model,
  dataset: Dataset,
  { from = 0, slots, ...callbacks }: TrainOptions = {},
): Promise<void> {
  const kept = slots ?? createSlots(model);
  const data = prepareSteps(model, dataset);
  const steps = stepsOf(model, dataset.train.length);
  const trainingStep = createTrainingStep(model, data.program, kept, { steps, varying: data.varying });
  try {
    await trainFrom({ from, steps }, model, data, trainingStep, callbacks);
  } finally {
    trainingStep.dispose();
    if (!slots) disposeSlots(kept);
  }
}

async function trainFrom(
  { from, steps }: { readonly from: number; readonly steps: number },
  model: Model,
  data: StepData,
  trainingStep: TrainingStep,
  { beforeStep, onStep }: Pick<TrainOptions, "beforeStep" | "onStep">,
): Promise<void> {
  const { features } = model.program.recipe;
  // The next batch is made while a step computes.
  const batches = prefetch(async (step) => {
    // A step that runs aside is begun first, and computes meanwhile.
    if (model.engine.recorder) await new Promise((resolve) => setTimeout(resolve));
    return data.make(step);
  }, steps);
  try {
    for (let step = from + 1; step <= steps; step++) {
      const batch = await batches.take(step);
      if (beforeStep?.(step) === false) return batch.release();
      const videos = data.videos(step);
      const numbers = await runStep(batch, step, videos);
      const snippets = videos.length * features.sampling.length;
      if (await onStep?.({ step, ...numbers, snippets }) === false) return;
    }
  } finally {
    await batches.close();
  }

  async function runStep(batch: StepBatch, step: number, videos: readonly Video[]): Promise<StepNumbers> {
    const inputs = batch.tensors();
    try {
      const running = trainingStep.run(inputs, step);
      // The engine has its own copy by now, and the next batch can have the memory.
      batch.release();
      return await running;
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      await explainFailure(step, videos);
      throw new RunError(`Step ${step} failed: ${error.message}`, error.hint, { cause: error });
    } finally {
      tf.dispose([...inputs.values()]);
    }
  }

  /** Nothing is changed when the loss or a gradient is not finite, so the pass can be run again to see where that began. */
  async function explainFailure(step: number, videos: readonly Video[]): Promise<void> {
    const inputs = (await data.make(step)).denseTensors();
    try {
      const weights = schedulesOf(model, steps).weights(step);
      const program = trainingProgram(model.program);
      refuseNonFinite(model, program, { inputs, step, weights }, videos.map(({ id }) => id));
    } finally {
      tf.dispose([...inputs.values()]);
    }
  }
}
