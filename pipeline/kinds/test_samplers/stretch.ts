/** How test sampler `stretch` runs. */
import { stretch as spec } from "../../../specs/kinds/test_samplers/stretch.ts";
import { kindRun } from "../kind.ts";
import { beginnings } from "../train_samplers/parts.ts";
import type { TestSampler } from "./test_sampler.ts";

/** Row `floor(i L / T)` at every place i, T' = T of them. */
export const stretch = kindRun(spec, (): TestSampler => beginnings);
