/** How everything runs that a model and its training, localization and scoring need: nothing of it reads a file. */
import type { Run } from "../graph/call.ts";
import { BATCH_RUNS } from "./batches/mod.ts";
import { BLOCK_RUNS } from "./blocks/mod.ts";
import { CLIPPING_RUNS } from "./clippings/mod.ts";
import { FUNCTION_RUNS } from "./functions/mod.ts";
import type { Initialize } from "./initializers/initializer.ts";
import { INITIALIZER_RUNS } from "./initializers/mod.ts";
import { GROUP_RUNS } from "./groups/mod.ts";
import { SCORE_RUNS } from "./scores/mod.ts";
import { PROTOCOL_RUNS } from "./protocols/mod.ts";
import type { ProtocolRules } from "./protocols/protocol.ts";
import { OPTIMIZER_RUNS } from "./optimizers/mod.ts";
import { SCHEDULE_RUNS } from "./schedules/mod.ts";
import { SUPPRESSION_RUNS } from "./suppressions/mod.ts";
import { TARGET_RUNS } from "./targets/mod.ts";
import type { Target } from "./targets/target.ts";
import { TEST_SAMPLER_RUNS } from "./test_samplers/mod.ts";
import { TRAIN_SAMPLER_RUNS } from "./train_samplers/mod.ts";
import type { KindRun } from "./kind.ts";
import type { Suppress } from "./suppressions/suppression.ts";
import type { TrainSampler } from "./train_samplers/train_sampler.ts";
import type { TestSampler } from "./test_samplers/test_sampler.ts";
import type { BatchMaker } from "./batches/batch_maker.ts";
import type { Group } from "./groups/group.ts";
import type { Score } from "./scores/score.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";
import type { Schedule } from "./schedules/schedule.ts";
import type { Clip } from "./clippings/clipping.ts";

/** The language's own, without those of data on a disk and of films. */
export const MODEL_KINDS: ModelKinds = {
  functions: new Map(Object.entries(FUNCTION_RUNS)),
  blocks: new Map(Object.entries(BLOCK_RUNS)),
  initializers: INITIALIZER_RUNS,
  train_samplers: TRAIN_SAMPLER_RUNS,
  test_samplers: TEST_SAMPLER_RUNS,
  batches: BATCH_RUNS,
  groups: GROUP_RUNS,
  scores: SCORE_RUNS,
  optimizers: OPTIMIZER_RUNS,
  schedules: SCHEDULE_RUNS,
  clippings: CLIPPING_RUNS,
  suppressions: SUPPRESSION_RUNS,
  protocols: PROTOCOL_RUNS,
  targets: TARGET_RUNS,
};

/** How each kind runs that a model needs, by family and name: the language's own, and those of extensions. */
export interface ModelKinds {
  /** From tensors to a tensor, by the function's name. */
  readonly functions: ReadonlyMap<string, Run>;
  /** From tensors to a tensor, by the block's kind. */
  readonly blocks: ReadonlyMap<string, Run>;
  /** How trainable tensors begin, by kind. */
  readonly initializers: ReadonlyMap<string, KindRun<Initialize>>;
  /** Which snippets of a video a step sees, by kind. */
  readonly train_samplers: ReadonlyMap<string, KindRun<TrainSampler>>;
  /** Which snippets of a video inference sees, by kind. */
  readonly test_samplers: ReadonlyMap<string, KindRun<TestSampler>>;
  /** Which videos a step sees, by kind. */
  readonly batches: ReadonlyMap<string, KindRun<BatchMaker>>;
  /** Which segments a map gives at a threshold, by kind. */
  readonly groups: ReadonlyMap<string, KindRun<Group>>;
  /** The score of a segment, by kind. */
  readonly scores: ReadonlyMap<string, KindRun<Score>>;
  /** How a step changes parameters, by kind. */
  readonly optimizers: ReadonlyMap<string, KindRun<Optimizer>>;
  /** How a rate or a weight changes over the steps, by kind. */
  readonly schedules: ReadonlyMap<string, KindRun<Schedule>>;
  /** How gradients are bounded, by kind. */
  readonly clippings: ReadonlyMap<string, KindRun<Clip>>;
  /** How the segments of a class are thinned out, by kind. */
  readonly suppressions: ReadonlyMap<string, KindRun<Suppress>>;
  /** How segments are turned into mAP, by kind. */
  readonly protocols: ReadonlyMap<string, KindRun<ProtocolRules>>;
  /** Where in a video mined snippets should lie, by kind. */
  readonly targets: ReadonlyMap<string, KindRun<Target>>;
}
