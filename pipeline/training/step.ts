/** One training step: forward pass, gradients and optimizer, as one native function where the engine can record it. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Program } from "../../specs/program.ts";
import type { NumberOrTensor } from "../engines/engine.ts";
import type { Model } from "../graph/model.ts";
import { inputNames } from "../graph/nodes.ts";
import { type NamedTensors, replayed } from "../graph/replayed.ts";
import { adamStep, type Moments } from "./adam.ts";
import { namedNumbers, type Pass, passTensors } from "./pass.ts";

/** The numbers of a step. */
export type StepNumbers = Pick<Pass, "total" | "losses" | "logged">;

/** Trains a model in place, batch by batch. */
export interface TrainingStep {
  /**
   * @param inputs The batch by input name, for the caller to dispose of.
   * The engine has taken the values of the inputs before this returns its promise.
   *
   * @param step Counts from 1.
   * @throws {RunError} When the loss or a gradient is not finite; parameters and moments are as before then.
   */
  run(inputs: NamedTensors, step: number): Promise<StepNumbers>;
  dispose(): void;
}

/** Batches of an epoch have two sizes at most, and plans of two kinds; what is recorded for others is forgotten. */
const RECORDED_STEPS = 4;

/** What a step reads beside the batch. */
const STEP = "training.step";
const RATE = "training.rate";

/**
 * Makes the step of a recipe's section `training`. Where the engine has a recorder, every step is replayed from the
 * first one on, so that a resumed run computes the same bits; if the recipe cannot be recorded, the model's `warn` is
 * told why.
 *
 * @param program Made by `trainingProgram`.
 * @param varying Inputs whose first axis has another size at every step.
 */
export function createTrainingStep(
  model: Model,
  program: Program,
  moments: Moments,
  varying: ReadonlySet<string> = new Set(),
): TrainingStep {
  const { optimizer } = model.program.recipe.training;
  const { rate, weight_decay: weightDecay, beta1, beta2, epsilon } = optimizer;
  const constants = { weightDecay, beta1, beta2, epsilon };

  function compute(inputs: NamedTensors, step: NumberOrTensor, rate: NumberOrTensor): Tensor[] {
    const { gradients, total, numbers } = passTensors(model, program, { inputs, step });
    adamStep(model, gradients, moments, step, { ...constants, rate }, total);
    return [numbers];
  }

  const { recorder } = model.engine;
  const recorded = recorder && replayed(
    recorder,
    (inputs) => compute(inputs, inputs.get(STEP)!, inputs.get(RATE)!),
    {
      limit: RECORDED_STEPS,
      varying,
      onEager: ({ message }) => model.warn(`training runs operation by operation, slower: ${message}`),
    },
  );
  const names = inputNames(program);

  /** JavaScript goes on meanwhile: it makes the next batch. */
  async function replay(inputs: NamedTensors, step: number): Promise<Tensor[]> {
    const read = [...inputs].filter(([name]) => names.has(name));
    const numbers = [[STEP, tf.scalar(step, "int32")], [RATE, tf.scalar(rate)]] as const;
    try {
      return await recorded!.runAside(new Map<string, Tensor>([...read, ...numbers]));
    } finally {
      tf.dispose(numbers.map(([, number]) => number));
    }
  }

  return {
    async run(inputs, step) {
      const results = recorded ? await replay(inputs, step) : tf.tidy(() => compute(inputs, step, rate));
      const values = results[0]!.dataSync();
      tf.dispose(results);
      return namedNumbers(program, values);
    },
    dispose: () => recorded?.dispose(),
  };
}
