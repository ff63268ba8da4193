/** How every test sampler runs. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import { all } from "./all.ts";
import { stretch } from "./stretch.ts";
import type { TestSampler } from "./test_sampler.ts";
import { uniform } from "./uniform.ts";

/** The test samplers by kind. */
export const TEST_SAMPLER_RUNS: ReadonlyMap<string, KindRun<TestSampler>> = family(uniform, stretch, all);
