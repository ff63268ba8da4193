/**
 * walt: weakly-supervised temporal action localization. A recipe says what a method is; these are the steps that
 * `deno task run` takes with one: load a recipe, open an engine and a data set, create a model, train it, localize
 * actions with it, and score what was found. Each can be used alone. Importing this module opens no engine.
 *
 * Shapes are written with B videos in a batch, L snippets of a video, T of them in a batch, D values per snippet and
 * C classes; times are in seconds.
 *
 * @example Train, localize and score
 * ```ts
 * import {
 *   createModel,
 *   evaluateTestSplit,
 *   loadRecipe,
 *   mapTable,
 *   openDataset,
 *   openEngine,
 *   train,
 * } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const set = ["constants.hidden=8", "features.sampling.length=20", "data.videos={train: 5, test: 2}"];
 * const program = loadRecipe("recipes/demo.yaml", { set: [...set, "training.steps=5"] });
 * const engine = await openEngine("cpu"); // openEngine() takes the fastest
 * const dataset = await openDataset(program.recipe);
 * const model = createModel(program, engine);
 * await train(model, dataset);
 * const { evaluation } = await evaluateTestSplit(model, dataset);
 * assert.match(mapTable(evaluation!).join("\n"), /average mAP 0.1:0.7 .*headline/);
 * model.dispose();
 * ```
 *
 * @module
 */
export * from "./language.ts";
export * from "./evaluation.ts";

export { loadRecipe, type LoadRecipeOptions } from "./pipeline/api.ts";

export type {
  AdamItem,
  AdamOptions,
  Engine,
  EngineName,
  FusedAdam,
  NumberOrTensor,
  Primitives,
  TopK,
  Variable,
  Variables,
  WantedEngine,
} from "./pipeline/engines/engine.ts";
export type { SampledPlan } from "./pipeline/engines/sampled.ts";
export { openEngine } from "./pipeline/engines/open.ts";
export { type FeatureArray, writeNpy } from "./pipeline/data/disk/npy_write.ts";
export { type NumberArray, readNpyFile } from "./pipeline/data/disk/npy_read.ts";
export type { CopyRows, Dataset, FileSource, Video } from "./pipeline/data/dataset.ts";
export { openDataset } from "./pipeline/data/open_dataset.ts";
export { createModel, type Model, type ModelOptions } from "./pipeline/graph/model.ts";

// Kinds of a person's own: what an extension file imports.
export { type Extension, loadExtensions } from "./pipeline/extensions/load.ts";
export { LANGUAGE, type Language } from "./pipeline/language.ts";
export type { Kinds } from "./pipeline/kinds/mod.ts";
export type { ModelKinds } from "./pipeline/kinds/model_kinds.ts";
export { kind } from "./specs/kinds/kind.ts";
export { axis, number, severalAxes, signal, word } from "./specs/kinds/functions/function.ts";
export { block } from "./specs/kinds/blocks/block.ts";
export { elements, SCALAR, withDim, without } from "./specs/types.ts";
export type { Call, Run } from "./pipeline/graph/call.ts";
export type { StreamKey } from "./pipeline/random/stream.ts";

// What the kinds of each family give to do.
export type {
  FeatureFormat,
  FeatureHead,
  ReadPart,
  StoredMatrix,
  TableRemarks,
} from "./pipeline/kinds/formats/format.ts";
export type {
  AnnotationLayout,
  AnnotationRow,
  DocumentFile,
  DocumentLayout,
  DocumentPath,
  DocumentRow,
  JsonLayout,
  MalformedLine,
  MalformedValue,
  RowLayout,
  TextFile,
  TextStretch,
} from "./pipeline/kinds/layouts/layout.ts";
export type { StoredRows } from "./pipeline/kinds/formats/stored_rows.ts";
export type { Initialize } from "./pipeline/kinds/initializers/initializer.ts";
export { PADDING, type TrainSampler } from "./pipeline/kinds/train_samplers/train_sampler.ts";
export type { TestSampler } from "./pipeline/kinds/test_samplers/test_sampler.ts";
export type { BatchMaker, BatchRequest, BatchVideos } from "./pipeline/kinds/batches/batch_maker.ts";
export type { Group, Level } from "./pipeline/kinds/groups/group.ts";
export type { Intervals } from "./pipeline/kinds/groups/intervals_above.ts";
export type { Score, ScoredMap } from "./pipeline/kinds/scores/score.ts";
export type { Optimizer, OptimizerItem } from "./pipeline/kinds/optimizers/optimizer.ts";
export type { Schedule } from "./pipeline/kinds/schedules/schedule.ts";
export type { Clip } from "./pipeline/kinds/clippings/clipping.ts";
export type { AnnotatedTimes, Target } from "./pipeline/kinds/targets/target.ts";
export type {
  Encoder,
  FeatureRow,
  FrameForm,
  FrameLooks,
  OpenEncoder,
  SnippetPixels,
} from "./pipeline/kinds/encoders/encoder.ts";
export type { Suppress } from "./pipeline/kinds/suppressions/suppression.ts";
export type { SegmentColumns } from "./pipeline/inference/segments.ts";
export { type LoadedModel, loadModel } from "./pipeline/api.ts";
export { createSlots, disposeSlots, type Slots } from "./pipeline/training/optimizer.ts";
export { loadCheckpoint, saveCheckpoint } from "./pipeline/runs/checkpoint/checkpoint.ts";
export { readCheckpoint } from "./pipeline/runs/checkpoint/file.ts";
export {
  type Checkpoint,
  type CheckpointContent,
  type CheckpointHeader,
  checkpointHeader,
  type LinesHash,
} from "./pipeline/runs/checkpoint/header.ts";
export { type StepReport, train, type TrainOptions } from "./pipeline/training/train.ts";

export {
  type FoundSegments,
  type Localization,
  localize,
  type Segment,
  type VideoMaps,
} from "./pipeline/inference/localize.ts";
export type { SignalValues } from "./pipeline/inference/score_maps.ts";
export type { ScoredSegment } from "./pipeline/inference/segments.ts";
export { evaluateTestSplit, type TestResult } from "./pipeline/runs/test_split.ts";
export type { MiningResult } from "./pipeline/runs/mining.ts";
export type { SignalError, SignalMining } from "./pipeline/evaluation/mining/mining.ts";
export type { Misses } from "./pipeline/evaluation/mining/misses.ts";
export { detectionsOf } from "./pipeline/inference/detections.ts";
export { type LocalizedVideo, localizeVideo } from "./pipeline/inference/video.ts";
export type { VideoSource } from "./pipeline/inference/signals.ts";

export { readAnnotations } from "./pipeline/annotations/ground_truth.ts";
export { readPredictions } from "./pipeline/annotations/predictions.ts";
export { protocolRules } from "./pipeline/kinds/protocols/protocol.ts";

// What several runs say.
export { type Spread, spreadOf } from "./pipeline/comparison/spread.ts";
export {
  type ConfidenceInterval,
  type PairedDifference,
  pairedDifference,
} from "./pipeline/comparison/paired.ts";
export { adjustByHolm } from "./pipeline/comparison/holm.ts";
export { type Planned, seedsNeeded } from "./pipeline/comparison/seeds_needed.ts";
export {
  mapOfDraw,
  type TalliedClass,
  type Tally,
  tallyVideos,
  type VideoRanking,
} from "./pipeline/comparison/tally.ts";
