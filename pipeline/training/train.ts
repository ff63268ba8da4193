/** The training loop. */
import * as tf from "@tensorflow/tfjs-core";
import { RunError } from "../../specs/diagnostics/diagnostics.ts";
import { seldom } from "../breather.ts";
import type { Dataset } from "../data/dataset.ts";
import { prefetch } from "../data/batches/prefetch.ts";
import type { Model } from "../graph/model.ts";
import { refuseNonFinite } from "./finite.ts";
import { trainingProgram } from "../graph/passes/mod.ts";
import { filledBefore, fillMemories } from "./filling.ts";
import { reduceNumbers } from "./accumulation.ts";
import { createSlots, disposeSlots, type Slots } from "./optimizer.ts";
import { schedulesOf } from "./schedules.ts";
import { createTrainingStep, type StepNumbers, type TrainingStep } from "./step.ts";
import { prepareSteps, type StepBatch, type StepData } from "./step_data.ts";
import { passesOf, stepsOf } from "./steps.ts";
import { uploaded } from "./uploaded.ts";

/** What happened in a step. */
export interface StepReport {
  /** Counts from 1. */
  readonly step: number;
  /** The weighted sum of the terms; of several passes their sum or mean, by `training.accumulate`, and so the terms. */
  readonly total: number;
  /** Every active term without its weight. */
  readonly losses: ReadonlyMap<string, number>;
  /** The scalars of section `logged`. */
  readonly logged: ReadonlyMap<string, number>;
  /** Snippets that the step trained on, B T of every pass. */
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
  /**
   * Called after every video of the passes that fill memories before a step; training stops early, before the step and with
   * the memories as they were, when it answers false.
   */
  readonly onFilled?: () => Promise<boolean | void> | boolean | void;
  /** Called after every step; training stops early when it answers false. */
  readonly onStep?: (report: StepReport) => Promise<boolean | void> | boolean | void;
}

/**
 * Trains a model in place by its recipe's section `training`. Which videos, positions and masks a pass sees depends on
 * the seed and its number alone; a step is one pass, or as many as `training.accumulate` says.
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
  const trainingStep = createTrainingStep(model, data.program, kept, {
    steps,
    varying: data.varying,
    shapes: data.shapes,
  });
  try {
    const fill = async (step: number) => {
      const memories = filledBefore(step, model.program, steps);
      if (memories.length === 0) return true;
      return await fillMemories(model, dataset, memories, { step, steps, onVideo: callbacks.onFilled });
    };
    await trainFrom({ from, steps, fill }, model, data, trainingStep, callbacks);
  } finally {
    trainingStep.dispose();
    if (!slots) disposeSlots(kept);
  }
}

async function trainFrom(
  { from, steps, fill }: {
    readonly from: number;
    readonly steps: number;
    /** What is done before a step, which is not begun when this is false. */
    readonly fill: (step: number) => Promise<boolean>;
  },
  model: Model,
  data: StepData,
  trainingStep: TrainingStep,
  { beforeStep, onStep }: Pick<TrainOptions, "beforeStep" | "onStep">,
): Promise<void> {
  const { accumulate } = model.program.recipe.training;
  const passes = passesOf(model.program);
  const returnFreed = seldom(() => model.engine.memory?.returnFreed());
  // The next batch is made while a pass computes.
  const batches = prefetch(async (pass) => {
    // A pass that runs aside is begun first, and computes meanwhile.
    const batch = await data.make(
      pass,
      model.engine.recorder && new Promise((resolve) => setTimeout(resolve)),
    );
    return model.engine.upload ? uploaded(batch, model.engine.upload) : batch;
  }, steps * passes);
  try {
    for (let step = from + 1; step <= steps; step++) {
      let snippets = 0;
      const numbers: StepNumbers[] = [];
      for (const pass of passesIn(step)) {
        const batch = await batches.take(pass);
        let begins = false;
        try {
          begins = numbers.length > 0 || (beforeStep?.(step) !== false && await fill(step));
        } finally {
          if (!begins) batch.release();
        }
        if (!begins) return;
        snippets += batch.snippets;
        numbers.push(await runPass(batch, pass, step));
      }
      returnFreed();
      const reduced = reduceNumbers(numbers, accumulate?.reduce ?? "sum");
      if (await onStep?.({ step, ...reduced, snippets }) === false) return;
    }
  } finally {
    (await batches.close())?.release();
  }

  /** They count through the whole training. */
  function passesIn(step: number): number[] {
    return Array.from({ length: passes }, (_, i) => (step - 1) * passes + i + 1);
  }

  async function runPass(batch: StepBatch, pass: number, step: number): Promise<StepNumbers> {
    const inputs = batch.tensors();
    try {
      const running = trainingStep.run(inputs, pass);
      // The engine has its own copy by now, and the next batch can have the memory.
      batch.release();
      return await running;
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      for (const each of passesIn(step).filter((each) => each <= pass)) await explainFailure(each, step);
      throw new RunError(`Step ${step} failed: ${error.message}`, error.hint, { cause: error });
    } finally {
      tf.dispose([...inputs.values()]);
    }
  }

  /** Nothing is changed when the loss or a gradient is not finite, so a pass can be run again to see where that began. */
  async function explainFailure(pass: number, step: number): Promise<void> {
    const inputs = (await data.make(pass)).denseTensors();
    try {
      const weights = schedulesOf(model, steps).weights(step);
      const program = trainingProgram(model.program);
      const videos = data.videos(pass).map(({ id }) => id);
      refuseNonFinite(model, program, { inputs, step, pass, weights }, videos);
    } finally {
      tf.dispose([...inputs.values()]);
    }
  }
}
