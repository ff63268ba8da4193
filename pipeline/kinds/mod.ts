/** How everything runs that a recipe chooses by name, family by family. */
import type { Run } from "../graph/call.ts";
import { BATCH_RUNS } from "./batches/mod.ts";
import { BLOCK_RUNS } from "./blocks/mod.ts";
import { CLIPPING_RUNS } from "./clippings/mod.ts";
import { FUNCTION_RUNS } from "./functions/mod.ts";
import { INITIALIZER_RUNS } from "./initializers/mod.ts";
import { GROUP_RUNS } from "./groups/mod.ts";
import { SCORE_RUNS } from "./scores/mod.ts";
import { OPTIMIZER_RUNS } from "./optimizers/mod.ts";
import { SCHEDULE_RUNS } from "./schedules/mod.ts";
import { SUPPRESSION_RUNS } from "./suppressions/mod.ts";
import { TEST_SAMPLER_RUNS } from "./test_samplers/mod.ts";
import { TRAIN_SAMPLER_RUNS } from "./train_samplers/mod.ts";

/** The language's own kinds. */
export const KINDS = {
  functions: new Map(Object.entries(FUNCTION_RUNS)) as ReadonlyMap<string, Run>,
  blocks: new Map(Object.entries(BLOCK_RUNS)) as ReadonlyMap<string, Run>,
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
};

/** How each kind runs, by family and name: the language's own, and those of extensions. */
export type Kinds = Readonly<typeof KINDS>;
