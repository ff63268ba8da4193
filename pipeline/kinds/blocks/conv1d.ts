/** How block `conv1d` runs. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { type Call, numberOption } from "../../graph/call.ts";
import { activate } from "./activation.ts";

/** x [B, T, D] -> [B, T, filters], or [B, T] where there is no axis of filters. */
export function conv1d(call: Call): Tensor {
  const bias = call.node.options["bias"] ? call.parameter("bias") : null;
  const y = activate(call.convolve(call.parameter("weights"), bias, numberOption(call, "dilation")), call);
  return call.node.type.dims.length === y.rank ? y : tf.reshape(y, y.shape.slice(0, -1));
}
