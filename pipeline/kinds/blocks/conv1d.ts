/** How block `conv1d` runs. */
import * as tf from "@tensorflow/tfjs-core";
import { type Call, numberOption } from "../../graph/call.ts";
import { activate } from "./activation.ts";

/** x [B, T, D] -> [B, T, filters]. */
export function conv1d(call: Call) {
  const bias = call.node.options["bias"] ? call.parameter("bias") : null;
  const dilation = numberOption(call, "dilation");
  const scale = call.node.options["weights_scale"] as number | undefined;
  const y = call.primitives.temporalConv(
    call.inputs[0]!,
    scale === undefined ? call.parameter("weights") : tf.mul(call.parameter("weights"), scale),
    bias,
    dilation,
    call.needsGradient(0),
  );
  return activate(y, call);
}

/** `conv1d` of sampled features, by their distinct rows: rows [U, D] and a `RepeatPlan` -> [B, T, filters]. */
export function sampledConv1d(call: Call) {
  const [rows, index, ...parts] = call.inputs;
  const y = call.primitives.sampledTemporalConv(
    rows!,
    { index: index!, parts },
    call.parameter("weights"),
    call.node.options["bias"] ? call.parameter("bias") : null,
    numberOption(call, "dilation"),
  );
  return activate(y, call);
}
