/** Every format of feature files that the language knows. */
import { type Family, family } from "../kind.ts";
import type { FormatSpec } from "./format.ts";
import { hdf5 } from "./hdf5.ts";
import { npy } from "./npy.ts";
import { npz } from "./npz.ts";
import { pickle } from "./pickle.ts";
import { safetensors } from "./safetensors.ts";
import { csv } from "./csv.ts";

/** The formats by kind. */
export const FORMATS: Family<FormatSpec> = family<FormatSpec>(npy, npz, csv, hdf5, safetensors, pickle);
