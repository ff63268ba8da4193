/** How training sampler `crop_pad` runs. */
import { crop_pad as spec } from "../../../specs/kinds/train_samplers/crop_pad.ts";
import { kindRun } from "../kind.ts";
import { PADDING, type TrainSampler } from "./train_sampler.ts";

/** With L < T every snippet, then padding; else T snippets from a start of 0 .. L - T, or .. L - T - 1. */
export const crop_pad = kindRun(spec, ({ last_snippet }): TrainSampler => (length, count, draw) => {
  if (length < count) return Int32Array.from({ length: count }, (_, i) => i < length ? i : PADDING);
  const starts = last_snippet === "used" ? length - count + 1 : length - count;
  const start = Math.floor(draw(0) * starts);
  return Int32Array.from({ length: count }, (_, i) => start + i);
});
