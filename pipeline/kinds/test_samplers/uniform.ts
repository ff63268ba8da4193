/** How test sampler `uniform` runs. */
import { uniform as spec } from "../../../specs/kinds/test_samplers/uniform.ts";
import { kindRun } from "../kind.ts";
import { beginnings } from "../train_samplers/parts.ts";
import { everyRow } from "./every_row.ts";
import type { TestSampler } from "./test_sampler.ts";

/** Every row with L <= T, else `floor(i L / T)`: T' = min(L, T) of them. */
export const uniform = kindRun(
  spec,
  (): TestSampler => (length, count) => length <= count ? everyRow(length) : beginnings(length, count),
);
