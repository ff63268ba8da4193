/** One training step: forward pass, gradients and optimizer, as one native function where the engine can record it. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Program } from "../../specs/program.ts";
import type { NumberOrTensor } from "../engines/engine.ts";
import type { Model } from "../graph/model.ts";
import { inputNames } from "../graph/nodes.ts";
import { type NamedTensors, replayed } from "../graph/replayed.ts";
import { optimizerOf, optimizerStep, type Slots } from "./optimizer.ts";
import { namedNumbers, type Pass, passTensors } from "./pass.ts";
import { schedulesOf } from "./schedules.ts";

/** The numbers of a step. */
export type StepNumbers = Pick<Pass, "total" | "losses" | "logged">;

/** Trains a model in place, batch by batch. */
export interface TrainingStep {
  /**
   * @param inputs The batch by input name, for the caller to dispose of.
   * The engine has taken the values of the inputs before this returns its promise.
   *
   * @param step Counts from 1.
   * @throws {RunError} When the loss or a gradient is not finite; parameters and slots are as before then.
   */
  run(inputs: NamedTensors, step: number): Promise<StepNumbers>;
  dispose(): void;
}

/** Batches of an epoch have two sizes at most, and plans of two kinds; what is recorded for others is forgotten. */
const RECORDED_STEPS = 4;

/** What a step reads beside the batch. */
const STEP = "training.step";
const WEIGHT = "training.weight.";
const OPTIMIZER = "training.optimizer.";

/** How a step is made. */
export interface TrainingStepOptions {
  /** Steps of the whole training, which schedules may depend on. */
  readonly steps: number;
  /** Inputs whose first axis has another size at every step. */
  readonly varying?: ReadonlySet<string>;
}

/**
 * Makes the step of a recipe's section `training`. Where the engine has a recorder, every step is replayed from the
 * first one on, so that a resumed run computes the same bits; if the recipe cannot be recorded, the model's `warn` is
 * told why.
 *
 * @param program Made by `trainingProgram`.
 */
export function createTrainingStep(
  model: Model,
  program: Program,
  slots: Slots,
  { steps, varying = new Set() }: TrainingStepOptions,
): TrainingStep {
  const optimizer = optimizerOf(model);
  const schedules = schedulesOf(model, steps);

  function numbersAt(step: number): StepSettings<number> {
    const numbers = optimizer.numbers(step, schedules.rate(step), model.engine.variables);
    return { weights: schedules.weights(step), numbers: new Map(Object.entries(numbers)) };
  }

  function compute(
    inputs: NamedTensors,
    step: NumberOrTensor,
    { weights, numbers }: StepSettings<NumberOrTensor>,
  ): Tensor[] {
    const pass = passTensors(model, program, { inputs, step, weights });
    optimizerStep(model, optimizer, slots, {
      gradients: pass.gradients,
      updates: pass.updates,
      numbers: Object.fromEntries(numbers),
      loss: pass.total,
    });
    return [pass.numbers];
  }

  const { recorder } = model.engine;
  const recorded = recorder && replayed(
    recorder,
    (inputs) => {
      const settings = { weights: withPrefix(inputs, WEIGHT), numbers: withPrefix(inputs, OPTIMIZER) };
      return compute(inputs, inputs.get(STEP)!, settings);
    },
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
    const { weights, numbers } = numbersAt(step);
    const settings = [
      [STEP, tf.scalar(step, "int32")] as const,
      ...[...weights].map(([name, weight]) => [`${WEIGHT}${name}`, tf.scalar(weight)] as const),
      ...[...numbers].map(([name, number]) => [`${OPTIMIZER}${name}`, tf.scalar(number)] as const),
    ];
    try {
      return await recorded!.runAside(new Map<string, Tensor>([...read, ...settings]));
    } finally {
      tf.dispose(settings.map(([, number]) => number));
    }
  }

  return {
    async run(inputs, step) {
      const results = recorded
        ? await replay(inputs, step)
        : tf.tidy(() => compute(inputs, step, numbersAt(step)));
      const values = results[0]!.dataSync();
      tf.dispose(results);
      return namedNumbers(program, values);
    },
    dispose: () => recorded?.dispose(),
  };
}

/** What schedules and the optimizer say of a step. */
interface StepSettings<N> {
  /** What losses with a schedule weigh, by name. */
  readonly weights: ReadonlyMap<string, N>;
  /** The numbers of the optimizer, by name. */
  readonly numbers: ReadonlyMap<string, N>;
}

/** The tensors whose names begin with a prefix, without it. */
function withPrefix(tensors: NamedTensors, prefix: string): NamedTensors {
  const found = [...tensors].filter(([name]) => name.startsWith(prefix));
  return new Map(found.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}
