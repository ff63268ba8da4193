/** What the steps of a run compute, and on what. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Program } from "../../specs/program.ts";
import { breather } from "../breather.ts";
import { makeBatch, makeDistinctBatch, toDense } from "../data/batches/batches.ts";
import type { Dataset, Video } from "../data/dataset.ts";
import { distinctShare } from "../data/batches/distinct_rows.ts";
import { reused } from "../data/batches/release.ts";
import type { RepeatPlanner } from "../engines/repeats.ts";
import { inputNames, type Model } from "../graph/model.ts";
import { dropDeadNodes } from "../graph/passes/dead_nodes.ts";
import { distinctSnippets, sampledInputs } from "../graph/passes/distinct_snippets.ts";
import { foldDropoutScale } from "../graph/passes/dropout_scale.ts";
import { joinGathers } from "../graph/passes/joint_gathers.ts";
import { joinNormalizedDots } from "../graph/passes/normalized_dots.ts";
import { trainingProgram } from "./gradients.ts";
import { batchTensors, distinctTensors, plansOf } from "../data/batches/tensors.ts";

/** Where at most this part of a batch is distinct, fewer products outweigh adding them up. */
const WORTHWHILE_SHARE = 0.9;

/** The steps of a run. */
export interface StepData {
  /** Made by `trainingProgram`; by distinct snippets where that saves work. */
  readonly program: Program;
  /** Inputs whose first axis has another size at every step. */
  readonly varying: ReadonlySet<string>;
  /** The batch of a step. */
  make(videos: readonly Video[], step: number): Promise<StepBatch>;
}

/** A batch whose tensors are not made yet; the caller disposes of them. */
export interface StepBatch {
  /** What the program reads. */
  tensors(): Map<string, Tensor>;
  /** What the program reads without `distinctSnippets`. */
  denseTensors(): Map<string, Tensor>;
  /** Frees the features. Not before the tensors have been computed with or disposed of. */
  release(): void;
}

/**
 * Prepares the steps of a model on a data set. Whether convolutions go by distinct snippets depends on the lengths of the
 * training videos alone, and the engine's plan for a batch on the batch alone, so that a run that is resumed computes as
 * one that is not. In inference no snippet repeats another, and nothing is to be saved.
 */
export function prepareSteps(model: Model, dataset: Dataset): StepData {
  const { features: { sampling } } = model.program.recipe;
  const dense = leanProgram(trainingProgram(model.program));
  const lengths = dataset.train.map(({ length }) => length);
  const program = distinctShare(lengths, sampling.length) <= WORTHWHILE_SHARE
    ? distinctTrainingProgram(dense, model.engine.repeats)
    : dense;
  const inputs = sampledInputs(program);
  const memory = reused();
  const key = (step: number) => ({ seed: model.seed, step });
  if (inputs.index === undefined) {
    return {
      program,
      varying: inputs.varying,
      async make(videos, step) {
        const batch = await makeBatch(dataset, videos, sampling, key(step), memory.take);
        const tensors = () => batchTensors(batch);
        return { tensors, denseTensors: tensors, release: () => memory.give(batch.features) };
      },
    };
  }
  const readsFeatures = inputNames(program).has("features");
  return {
    program,
    varying: inputs.varying,
    async make(videos, step) {
      const breathe = breather();
      const batch = await makeDistinctBatch(dataset, videos, sampling, key(step), memory.take);
      await breathe();
      // Here, and not with the tensors: a batch is made while the step before it computes.
      const plans = plansOf(batch, inputs, model.engine.repeats);
      return {
        tensors: () => distinctTensors(batch, inputs, readsFeatures, plans),
        denseTensors: () => batchTensors(toDense(batch)),
        release: () => memory.give(batch.rows),
      };
    },
  };
}

/** The same losses and gradients, to rounding, with less to do. For a program of which nothing else is asked. */
export function leanProgram(program: Program): Program {
  const lean = foldDropoutScale(joinNormalizedDots(joinGathers(program)));
  return dropDeadNodes(lean, resultsOf(lean));
}

/** `distinctSnippets` of a program made by `trainingProgram`, without what it needs no more. */
export function distinctTrainingProgram(
  program: Program,
  repeats: Pick<RepeatPlanner, "parts">,
): Program {
  const passed = distinctSnippets(program, repeats);
  return dropDeadNodes(passed, resultsOf(passed));
}

function resultsOf({ losses, logged }: Program): number[] {
  return [...losses, ...logged].map(({ node }) => node);
}
