/** How every encoder runs. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import type { OpenEncoder } from "./encoder.ts";
import { onnx } from "./onnx.ts";
import { pose } from "./pose.ts";
import { tfjs } from "./tfjs.ts";

/** The encoders by kind. */
export const ENCODER_RUNS: ReadonlyMap<string, KindRun<OpenEncoder>> = family(
  pose,
  tfjs,
  onnx,
);
