/** How training sampler `uniform` runs. */
import { uniform as spec } from "../../../specs/kinds/train_samplers/uniform.ts";
import { kindRun } from "../kind.ts";
import { beginnings } from "./parts.ts";
import type { TrainSampler } from "./train_sampler.ts";

/** Row `floor(i L / T)` at every place i. */
export const uniform = kindRun(spec, (): TrainSampler => beginnings);
