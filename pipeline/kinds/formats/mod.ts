/** How every format of feature files is read. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import type { FeatureFormat } from "./format.ts";
import { npy } from "./npy.ts";

/** The formats by kind. */
export const FORMAT_RUNS: ReadonlyMap<string, KindRun<FeatureFormat>> = family(npy);
