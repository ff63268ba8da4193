/** Every test sampler of the language: which snippets of a video inference sees. */
import { type Family, family } from "../kind.ts";
import { all } from "./all.ts";
import { stretch } from "./stretch.ts";
import { uniform } from "./uniform.ts";

/** The test samplers by kind. */
export const TEST_SAMPLERS: Family = family(uniform, stretch, all);
