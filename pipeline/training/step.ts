/** One training step: forward pass, gradients and optimizer, recorded where the engine can. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Program } from "../../specs/program.ts";
import type { NumberOrTensor } from "../engines/engine.ts";
import type { Model } from "../graph/model.ts";
import { inputNames } from "../graph/nodes.ts";
import { type NamedTensors, replayed } from "../graph/replayed.ts";
import { createAccumulation } from "./accumulation.ts";
import { changeMemories, optimizerOf, type OptimizerStep, optimizerStep, type Slots } from "./optimizer.ts";
import { namedNumbers, type Pass, passTensors } from "./pass.ts";
import { schedulesOf } from "./schedules.ts";
import { passAt } from "./steps.ts";

/** The numbers of a step, or of a pass. */
export type StepNumbers = Pick<Pass, "total" | "losses" | "logged">;

/** Trains a model in place, batch by batch. */
export interface TrainingStep {
  /**
   * Computes a pass and changes memories, and where it is the last one of a step, parameters and slots.
   *
   * @param inputs The batch by input name, for the caller to dispose of.
   * The engine has taken the values of the inputs before this returns its promise.
   *
   * @param pass Counts from 1; those of a step come in order.
   * @returns The numbers of the pass.
   * @throws {RunError} When the loss or a gradient of the step is not finite; parameters and slots are as before then.
   */
  run(inputs: NamedTensors, pass: number): Promise<StepNumbers>;
  dispose(): void;
}

/** Batches of an epoch have two sizes at most, and plans of two kinds; what is recorded for others is forgotten. */
const SHAPES = 4;

/** A recording of a pass over a whole video takes 4 to 10 MB on tensorflow, and longer to make than the pass without it. */
const MOST_RECORDED = 64;

/** What is read beside the batch, by name. */
type Settings = ReadonlyMap<string, NumberOrTensor>;

const PASS = "training.pass";
const WEIGHT = "training.weight.";
const OPTIMIZER = "training.optimizer.";

/** How a step is made. */
export interface TrainingStepOptions {
  /** Steps of the whole training, which schedules may depend on. */
  readonly steps: number;
  /** Inputs whose first axis has another size at every step. */
  readonly varying?: ReadonlySet<string>;
  /** How many shapes batches have, where these differ by more than the last one of an epoch. */
  readonly shapes?: number | undefined;
}

/**
 * Makes the step of a recipe's section `training`. Where the engine has a recorder, every pass is replayed from the
 * first one on, so that a resumed run computes the same bits, or none where batches have very many shapes; if the recipe
 * cannot be recorded, the model's `warn` is told why.
 *
 * @param program Made by `trainingProgram`.
 */
export function createTrainingStep(
  model: Model,
  program: Program,
  slots: Slots,
  { steps, varying = new Set(), shapes = SHAPES }: TrainingStepOptions,
): TrainingStep {
  const optimizer = optimizerOf(model);
  const schedules = schedulesOf(model, steps);
  const { accumulate } = program.recipe.training;
  const accumulation = accumulate && createAccumulation(model, accumulate);
  const names = inputNames(program);

  function update(given: Omit<OptimizerStep, "numbers">, settings: Settings): void {
    const numbers = Object.fromEntries(withPrefix(settings, OPTIMIZER));
    optimizerStep(model, optimizer, slots, { ...given, numbers });
  }

  const passRunner = createRunner(model, { varying, shapes }, (inputs, settings) => {
    const weights = withPrefix(settings, WEIGHT);
    const pass = passTensors(model, program, { inputs, pass: settings.get(PASS)!, weights });
    if (!accumulation) update({ ...pass, loss: pass.total }, settings);
    else {
      accumulation.add(pass);
      changeMemories(model, pass.updates, pass.total);
    }
    return [pass.numbers];
  });

  const updateRunner = accumulation &&
    createRunner(model, { varying: new Set(), shapes: 1 }, (_, settings) => {
      const sums = accumulation.taken();
      update(sums, settings);
      return [sums.loss];
    });

  function optimizerNumbers(step: number): (readonly [string, number])[] {
    const numbers = optimizer.numbers(step, schedules.rate(step), model.engine.variables);
    return Object.entries(numbers).map(([name, number]) => [`${OPTIMIZER}${name}`, number]);
  }

  return {
    async run(inputs, pass) {
      const { step, isFirst, isLast } = passAt(program, pass);
      if (isFirst) accumulation?.clear();
      const weights = [...schedules.weights(step)].map(([name, weight]) =>
        [`${WEIGHT}${name}`, weight] as const
      );
      const results = await passRunner.run(
        new Map([...inputs].filter(([name]) => names.has(name))),
        new Map([[PASS, pass], ...weights, ...(updateRunner ? [] : optimizerNumbers(step))]),
      );
      const values = results[0]!.dataSync();
      tf.dispose(results);
      if (updateRunner && isLast) {
        tf.dispose(await updateRunner.run(new Map(), new Map(optimizerNumbers(step))));
      }
      return namedNumbers(program, values);
    },
    dispose() {
      passRunner.dispose();
      updateRunner?.dispose();
      accumulation?.dispose();
    },
  };
}

/** Whether passes over batches of so many shapes are recorded where the engine can. */
export function isRecorded(shapes = SHAPES): boolean {
  return shapes <= MOST_RECORDED;
}

/** Runs something of batches and settings. */
interface Runner {
  /** Takes the values of the inputs before it returns its promise. The results are the caller's to dispose of. */
  run(inputs: NamedTensors, settings: ReadonlyMap<string, number>): Promise<Tensor[]>;
  dispose(): void;
}

/** Records `compute` where the engine can; JavaScript goes on meanwhile, and makes the next batch. */
function createRunner(
  model: Model,
  { varying, shapes }: Required<Pick<TrainingStepOptions, "varying">> & { readonly shapes: number },
  compute: (inputs: NamedTensors, settings: Settings) => Tensor[],
): Runner {
  const { recorder } = model.engine;
  if (!recorder || !isRecorded(shapes)) {
    return { run: (...given) => Promise.resolve(tf.tidy(() => compute(...given))), dispose() {} };
  }
  const recorded = replayed(recorder, (inputs) => compute(inputs, inputs), {
    limit: shapes,
    varying,
    onEager: ({ message }) => model.warn(`training runs operation by operation, slower: ${message}`),
  });
  return {
    async run(inputs, settings) {
      const scalars = [...settings].map(([name, number]) =>
        [name, tf.scalar(number, name === PASS ? "int32" : "float32")] as const
      );
      try {
        return await recorded.runAside(new Map<string, Tensor>([...inputs, ...scalars]));
      } finally {
        tf.dispose(scalars.map(([, scalar]) => scalar));
      }
    },
    dispose: () => recorded.dispose(),
  };
}

/** What has names that begin with a prefix, without it. */
function withPrefix<T>(named: ReadonlyMap<string, T>, prefix: string): Map<string, T> {
  const found = [...named].filter(([name]) => name.startsWith(prefix));
  return new Map(found.map(([name, each]) => [name.slice(prefix.length), each]));
}
