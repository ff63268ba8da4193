/** How training sampler `random_perturb` runs. */
import { random_perturb as spec } from "../../../specs/kinds/train_samplers/random_perturb.ts";
import { kindRun } from "../kind.ts";
import { beginOf, between } from "./parts.ts";
import type { TrainSampler } from "./train_sampler.ts";

/**
 * One of `floor(i L / T)` .. `floor((i + 1) L / T)`, both included, at every place i; the last ends at L - 1. With L = T
 * every snippet.
 */
export const random_perturb = kindRun(
  spec,
  (): TrainSampler => (length, count, draw) =>
    Int32Array.from({ length: count }, (_, i) => {
      const low = beginOf(i, length, count);
      if (length === count) return low;
      return between(low, i === count - 1 ? length - 1 : beginOf(i + 1, length, count), draw(i));
    }),
);
