/** How every training sampler runs. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import { all } from "./all.ts";
import { crop_pad } from "./crop_pad.ts";
import { random_perturb } from "./random_perturb.ts";
import { random_sorted } from "./random_sorted.ts";
import type { TrainSampler } from "./train_sampler.ts";
import { uniform } from "./uniform.ts";

/** The training samplers by kind. */
export const TRAIN_SAMPLER_RUNS: ReadonlyMap<string, KindRun<TrainSampler>> = family(
  random_perturb,
  uniform,
  random_sorted,
  crop_pad,
  all,
);
