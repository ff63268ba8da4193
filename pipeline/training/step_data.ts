/** What the steps of a run compute, and on what. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Program } from "../../specs/program.ts";
import type { BatchVideos } from "../kinds/batches/batch_maker.ts";
import { breather } from "../breather.ts";
import { makeBatch, makeSampledBatch, toDense } from "../data/batches/batches.ts";
import type { Dataset, Video } from "../data/dataset.ts";
import { sampledShare } from "../data/batches/sampled_rows.ts";
import { SAMPLING } from "../engines/thresholds.ts";
import { reused } from "../release.ts";
import type { Model } from "../graph/model.ts";
import { inputNames } from "../graph/nodes.ts";
import { createKind } from "../kinds/kind.ts";
import { sampledInputs } from "../graph/passes/sampled.ts";
import { leanTrainingProgram, sampledTrainingProgram } from "../graph/passes/mod.ts";
import { batchTensors, plansOf, sampledTensors } from "../data/batches/tensors.ts";
import { stepVideos } from "./step_videos.ts";

/** The steps of a run. */
export interface StepData {
  /** Made by `leanTrainingProgram`; for sampled batches where that saves work. */
  readonly program: Program;
  /** Inputs whose first axis has another size at every step. */
  readonly varying: ReadonlySet<string>;
  /** The videos of a step, in their places. */
  videos(step: number): readonly Video[];
  /** The batch of a step. */
  make(step: number): Promise<StepBatch>;
}

/** A batch whose tensors are not made yet; the caller disposes of them. */
export interface StepBatch {
  /** What the program reads. */
  tensors(): Map<string, Tensor>;
  /** What the program reads without `sampleConvolutions`. */
  denseTensors(): Map<string, Tensor>;
  /** Frees the features. Not before the tensors have been computed with or disposed of. */
  release(): void;
}

/**
 * Prepares the steps of a model on a data set. Whether batches are sampled depends on the lengths of the
 * training videos alone, and the engine's plan for a batch on the batch alone, so that a run that is resumed computes as
 * one that is not. In inference no snippet repeats another, and nothing is to be saved.
 */
export function prepareSteps(model: Model, dataset: Dataset): StepData {
  const { features: { sampling: { length, train } } } = model.program.recipe;
  const sampling = { length, sample: createKind(model.kinds.train_samplers, train) };
  const dense = leanTrainingProgram(model.program);
  const lengths = dataset.train.map(({ length }) => length);
  const program = sampledShare(lengths, length) <= SAMPLING.sampledShare
    ? sampledTrainingProgram(dense, model.engine.planner)
    : dense;
  const inputs = sampledInputs(program);
  const memory = reused();
  const key = (step: number) => ({ seed: model.seed, step });
  const chosen = stepVideos(model, dataset.train);
  const videosOf = ({ videos }: BatchVideos) => videos.map((i) => dataset.train[i]!);
  const videos = (step: number) => videosOf(chosen(step));
  if (inputs.index === undefined) {
    return {
      program,
      varying: inputs.varying,
      videos,
      async make(step) {
        const together = chosen(step);
        const made = await makeBatch(dataset, videosOf(together), sampling, key(step), memory.take);
        const batch = { ...made, pairs: together.pairs };
        const tensors = () => batchTensors(batch);
        return { tensors, denseTensors: tensors, release: () => memory.give(batch.features) };
      },
    };
  }
  const readsFeatures = inputNames(program).has("features");
  return {
    program,
    varying: inputs.varying,
    videos,
    async make(step) {
      const breathe = breather();
      const together = chosen(step);
      const made = await makeSampledBatch(dataset, videosOf(together), sampling, key(step), memory.take);
      const batch = { ...made, pairs: together.pairs };
      await breathe();
      // Here, and not with the tensors: a batch is made while the step before it computes.
      const plans = plansOf(batch, inputs, model.engine.planner);
      return {
        tensors: () => sampledTensors(batch, inputs, readsFeatures, plans),
        denseTensors: () => batchTensors(toDense(batch)),
        release: () => memory.give(batch.rows),
      };
    },
  };
}
