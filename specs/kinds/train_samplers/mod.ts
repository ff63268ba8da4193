/** Every training sampler of the language: which T snippets of a video a step sees. */
import { type Family, family } from "../kind.ts";
import { all } from "./all.ts";
import { crop_pad } from "./crop_pad.ts";
import { random_perturb } from "./random_perturb.ts";
import { random_sorted } from "./random_sorted.ts";
import type { TrainSamplerSpec } from "./train_sampler.ts";
import { uniform } from "./uniform.ts";

/** The training samplers by kind. */
export const TRAIN_SAMPLERS: Family<TrainSamplerSpec> = family<TrainSamplerSpec>(
  random_perturb,
  uniform,
  random_sorted,
  crop_pad,
  all,
);
