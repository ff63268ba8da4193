/** How training sampler `all` runs. */
import { all as spec } from "../../../specs/kinds/train_samplers/all.ts";
import { kindRun } from "../kind.ts";
import { everyRow } from "../test_samplers/every_row.ts";
import type { TrainSampler } from "./train_sampler.ts";

/** Rows 0 .. L - 1. */
export const all = kindRun(
  spec,
  (): TrainSampler => Object.assign((length: number) => everyRow(length), { whole: true } as const),
);
