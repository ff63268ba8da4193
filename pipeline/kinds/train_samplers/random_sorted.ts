/** How training sampler `random_sorted` runs. */
import { random_sorted as spec } from "../../../specs/kinds/train_samplers/random_sorted.ts";
import { kindRun } from "../kind.ts";
import { beginOf, between } from "./parts.ts";
import type { TrainSampler } from "./train_sampler.ts";

/**
 * With L < T: T rows drawn with replacement, sorted. With L > T: one of `floor(i L / T)` .. `floor((i + 1) L / T)`, both
 * included, at every place i but the last, which is one of the row before it .. L - 1. With L = T every snippet.
 */
export const random_sorted = kindRun(spec, (): TrainSampler => (length, count, draw) => {
  if (length < count) {
    return Int32Array.from({ length: count }, (_, i) => between(0, length - 1, draw(i))).sort();
  }
  const rows = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const low = beginOf(i, length, count);
    if (length === count) rows[i] = low;
    else if (i < count - 1) rows[i] = between(low, beginOf(i + 1, length, count), draw(i));
    else rows[i] = between(rows[i - 1] ?? 0, length - 1, draw(i));
  }
  return rows;
});
