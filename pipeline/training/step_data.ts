/** What the passes of a run compute, and on what. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Program } from "../../specs/program.ts";
import type { BatchVideos } from "../kinds/batches/batch_maker.ts";
import { breather } from "../breather.ts";
import { type Batch, batchLength, makeBatch, makeSampledBatch, toDense } from "../data/batches/batches.ts";
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
import { passAt, progressAt, stepsOf } from "./steps.ts";
import { stepVideos } from "./step_videos.ts";

/** The passes of a run, which count from 1: a step is one of them, or several in a row. */
export interface StepData {
  /** Made by `leanTrainingProgram`; for sampled batches where that saves work. */
  readonly program: Program;
  /** Inputs whose first axis has another size at every pass. */
  readonly varying: ReadonlySet<string>;
  /** How many shapes batches have, by the lengths of whole videos or by their rows; undefined where it is one. */
  readonly shapes: number | undefined;
  /** The videos of a pass, in their places. */
  videos(pass: number): readonly Video[];
  /** The batch of a pass, which is made after `begun`; the engine's memory, where its size is known, is taken before. */
  make(pass: number, begun?: Promise<void>): Promise<StepBatch>;
}

/** A batch whose tensors are not made yet; the caller disposes of them. */
export interface StepBatch {
  /** B T. */
  readonly snippets: number;
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
  const { planner } = model.arithmetic;
  const dense = leanTrainingProgram(model.program);
  const lengths = dataset.train.map(({ length }) => length);
  const program = !sampling.sample.whole && sampledShare(lengths, length) <= SAMPLING.sampledShare
    ? sampledTrainingProgram(dense, planner)
    : dense;
  const inputs = sampledInputs(program);
  const shapes = sampling.sample.whole && new Set(lengths).size;
  const lent = model.engine.memory?.batches;
  const memory = lent ?? reused();
  const key = (pass: number) => ({ seed: model.seed, pass });
  const chosen = stepVideos(model, dataset.train);
  const steps = stepsOf(model, dataset.train.length);
  const about = (pass: number, { pairs }: BatchVideos) => {
    const { step } = passAt(model.program, pass);
    return { pairs, progress: progressAt(step, steps), step };
  };
  const videosOf = ({ videos }: BatchVideos) => videos.map((i) => dataset.train[i]!);
  const videos = (pass: number) => videosOf(chosen(pass));
  if (inputs.index === undefined) {
    return {
      program,
      varying: inputs.varying,
      shapes,
      videos,
      async make(pass, begun) {
        const together = chosen(pass);
        const own = videosOf(together);
        // While nothing computes, so that a step finds the same pieces free as the one before.
        const features = lent?.take(own.length * batchLength(own, sampling) * dataset.width);
        await begun;
        const made = await makeBatch(
          dataset,
          own,
          sampling,
          key(pass),
          features ? () => features : memory.take,
        );
        const batch = { ...made, ...about(pass, together) };
        const tensors = () => batchTensors(batch);
        return {
          snippets: snippetsOf(batch),
          tensors,
          denseTensors: tensors,
          release: () => memory.give(batch.features),
        };
      },
    };
  }
  const readsFeatures = inputNames(program).has("features");
  return {
    program,
    varying: inputs.varying,
    // The last batch of an epoch may be a smaller one.
    shapes: planner.rowCounts && 2 * planner.rowCounts.many,
    videos,
    async make(pass, begun) {
      await begun;
      const breathe = breather();
      const together = chosen(pass);
      const made = await makeSampledBatch(
        dataset,
        videosOf(together),
        sampling,
        key(pass),
        memory.take,
        planner.rowCounts,
      );
      const batch = { ...made, ...about(pass, together) };
      await breathe();
      // Here, and not with the tensors: a batch is made while the step before it computes.
      const plans = plansOf(batch, inputs, planner);
      return {
        snippets: snippetsOf(batch),
        tensors: () => sampledTensors(batch, inputs, readsFeatures, plans),
        denseTensors: () => batchTensors(toDense(batch)),
        release: () => memory.give(batch.rows),
      };
    },
  };
}

function snippetsOf({ shape: [B, T] }: Pick<Batch, "shape">): number {
  return B * T;
}
