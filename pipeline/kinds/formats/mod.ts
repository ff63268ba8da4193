/** How every format of feature files is read. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import type { FeatureFormat } from "./format.ts";
import { hdf5 } from "./hdf5.ts";
import { npy } from "./npy.ts";
import { npz } from "./npz.ts";
import { pickle } from "./pickle.ts";
import { safetensors } from "./safetensors.ts";
import { csv } from "./csv.ts";

/** The formats by kind. */
export const FORMAT_RUNS: ReadonlyMap<string, KindRun<FeatureFormat>> = family(
  npy,
  npz,
  csv,
  hdf5,
  safetensors,
  pickle,
);
