/** The runtime of ONNX models: as large as walt, so that it is fetched where it is asked for alone, by `onnx`. */
import { createRequire } from "node:module";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { besideModules } from "../../files/beside_modules.ts";
import { FETCHED_PARTS } from "../../files/fetched_parts.ts";
import { isThere } from "../../files/reading.ts";
import { command } from "../../../specs/diagnostics/command.ts";

/** What is used of the package `onnxruntime-node`. */
export interface OnnxRuntime {
  readonly InferenceSession: {
    create(path: string): Promise<OnnxSession>;
  };
  readonly Tensor: new (type: "float32", data: Float32Array, shape: readonly number[]) => OnnxTensor;
}

/** A tensor of the runtime. */
export interface OnnxTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: ArrayLike<number>;
}

/** A model that is loaded. */
export interface OnnxSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** Of each input; an axis of any size has a name. */
  readonly inputMetadata: readonly { readonly name: string; readonly shape: readonly (number | string)[] }[];
  run(feeds: Readonly<Record<string, OnnxTensor>>): Promise<Readonly<Record<string, OnnxTensor>>>;
  release(): Promise<void>;
}

const FOLDER = besideModules("runtimes/onnx/");

/**
 * Loads the runtime.
 *
 * @throws {UserError} When it was not fetched.
 */
export function loadOnnxRuntime(): OnnxRuntime {
  if (!hasOnnxRuntime()) {
    throw userError(
      "The runtime of ONNX models is not there",
      `run \`${command("onnx")}\` to fetch it, once (${FETCHED_PARTS.onnx.size})`,
    );
  }
  // It would send reports of its use, and write files of its own among temporary ones.
  Deno.env.set("ORT_DISABLE_TELEMETRY", "1");
  return createRequire(FOLDER)("onnxruntime-node") as OnnxRuntime;
}

/** Whether it was fetched. */
export function hasOnnxRuntime(): boolean {
  return isThere(`${FOLDER}node_modules/onnxruntime-node`);
}
