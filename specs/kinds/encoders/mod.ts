/** Every encoder of the language: what makes features of the frames of a film. */
import { type Family, family, type KindSpec } from "../kind.ts";
import { onnx } from "./onnx.ts";
import { pose } from "./pose.ts";
import { tfjs } from "./tfjs.ts";

/** The encoders by kind. */
export const ENCODERS: Family = family<KindSpec>(pose, tfjs, onnx);
