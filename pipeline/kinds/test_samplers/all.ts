/** How test sampler `all` runs. */
import { all as spec } from "../../../specs/kinds/test_samplers/all.ts";
import { kindRun } from "../kind.ts";
import { everyRow } from "./every_row.ts";
import type { TestSampler } from "./test_sampler.ts";

/** Every row, T' = L. */
export const all = kindRun(spec, (): TestSampler => (length) => everyRow(length));
